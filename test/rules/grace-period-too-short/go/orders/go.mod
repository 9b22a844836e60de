module shop/orders

go 1.26
