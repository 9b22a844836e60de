resource "aws_db_instance" "orders" {
  identifier              = "orders-db"
  engine                  = "postgres"
  multi_az                = var.multi_az
  backup_retention_period = 14
}
