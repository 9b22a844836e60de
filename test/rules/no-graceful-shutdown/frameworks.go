package main

import (
	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/labstack/echo/v4"
)

func main() {
	r := gin.Default()
	go r.Run(":8080")
//    ^^^ violated: Run returns no server

	e := echo.New()
	go e.Start(":8081")
//    ^^^^^ violated: Shutdown

	app := fiber.New()
	app.Listen(":8082")
//   ^^^^^^ violated: Shutdown
}
