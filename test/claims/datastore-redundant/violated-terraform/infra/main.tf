resource "aws_db_instance" "orders" {
  identifier              = "orders-db"
  engine                  = "postgres"
  backup_retention_period = 14
}
