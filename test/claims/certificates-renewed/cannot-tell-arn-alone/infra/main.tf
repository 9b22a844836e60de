resource "aws_acm_certificate" "shop" {
  domain_name       = "example.org"
  validation_method = "DNS"
}
