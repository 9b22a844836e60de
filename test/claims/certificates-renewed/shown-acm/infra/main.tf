resource "aws_acm_certificate" "shop" {
  domain_name       = "*.example.com"
  validation_method = "DNS"
}
