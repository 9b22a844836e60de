package rooms

import (
	"net/http"

	"rooms.example/protocol/rpc"
)

type service struct{ rooms rpc.RoomClient }

// The client of this protocol gives each request three seconds by default.
func (s *service) create(w http.ResponseWriter, r *http.Request) {
	if _, err := s.rooms.Create(r.Context(), &rpc.Room{}); err != nil {
		//                  ^^^^^^ cannot tell: context
		http.Error(w, "try again", http.StatusBadGateway)
	}
}
