resource "aws_db_instance" "orders" {
  identifier              = "orders-db"
  engine                  = "postgres"
  multi_az                = true
  backup_retention_period = 14
}
