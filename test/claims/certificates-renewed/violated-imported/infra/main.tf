resource "aws_acm_certificate" "shop" {
  domain_name      = "*.example.com"
  private_key      = file("shop.key")
  certificate_body = file("shop.pem")
}
