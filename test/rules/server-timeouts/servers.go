package main

import (
	"log"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	"github.com/valyala/fasthttp"
)

var patience = 10 * time.Second

type app struct {
	server *http.Server
	plain  http.Server
}

func literals(mux http.Handler) {
	a := &http.Server{Addr: ":8080", Handler: mux}
	//    ^^^^^^^^^^^ violated: http.Server has no
	b := http.Server{Addr: ":8080", ReadHeaderTimeout: patience}
	//   ^^^^^^^^^^^ shown: ReadHeaderTimeout
	c := &http.Server{Addr: ":8080", ReadTimeout: 5 * time.Second}
	//    ^^^^^^^^^^^ shown
	d := &http.Server{Addr: ":8080", WriteTimeout: patience, IdleTimeout: patience}
	//    ^^^^^^^^^^^ violated
	e := &http.Server{Addr: ":8080", ReadHeaderTimeout: 0}
	//    ^^^^^^^^^^^ violated: 0` disables
	log.Println(a.ListenAndServe(), b.ListenAndServe(), c.ListenAndServe(), d.ListenAndServe(), e.ListenAndServe())
}

func later() {
	s := &http.Server{Addr: ":8080"}
	//    ^^^^^^^^^^^ shown
	s.ReadHeaderTimeout = patience
	log.Fatal(s.ListenAndServe())
}

func zero(mux http.Handler) {
	var s http.Server
	//  ^ violated
	s.Handler = mux
	log.Fatal(s.ListenAndServe())
}

func inFields(mux http.Handler) *app {
	return &app{server: &http.Server{Handler: mux, ReadHeaderTimeout: patience}}
	//                   ^^^^^^^^^^^ shown
}

func given(limit time.Duration, mux http.Handler) {
	s := &http.Server{Handler: mux, ReadHeaderTimeout: limit}
	//    ^^^^^^^^^^^ shown: limit
	log.Fatal(s.ListenAndServe())
}

func starts(mux http.Handler) {
	go http.ListenAndServe(":8080", mux)
	//      ^^^^^^^^^^^^^^ violated: http.ListenAndServe
	log.Fatal(http.ListenAndServeTLS(":8443", "crt", "key", mux))
	//             ^^^^^^^^^^^^^^^^^ violated
}

func frameworks(handler fasthttp.RequestHandler) {
	r := gin.Default()
	go r.Run(":8080")
	//   ^^^ violated: gin sets none
	bounded := &http.Server{Addr: ":8081", Handler: r, ReadHeaderTimeout: patience}
	//          ^^^^^^^^^^^ shown
	go bounded.ListenAndServe()
	app := fiber.New()
	//           ^^^ violated: default
	other := fiber.New(fiber.Config{ReadTimeout: patience})
	//             ^^^ shown
	go app.Listen(":8082")
	go other.Listen(":8083")
	go fasthttp.ListenAndServe(":8084", handler)
	//          ^^^^^^^^^^^^^^ violated: fasthttp
	s := &fasthttp.Server{Handler: handler, ReadTimeout: patience}
	//    ^^^^^^^^^^^^^^^ shown
	log.Fatal(s.ListenAndServe(":8085"))
}

func beside(mux http.Handler) {
	metricsMux := mux
	go http.ListenAndServe(":9100", metricsMux)
	//      ^^^^^^^^^^^^^^ cannot tell: default
	callback := &http.Server{Addr: "localhost:" + "8085", Handler: mux}
	log.Fatal(callback.ListenAndServe())
}
