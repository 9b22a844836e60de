module shop/prices

go 1.26
