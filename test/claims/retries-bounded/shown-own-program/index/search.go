package index

import "net/http"

// Search asks for documents.
func Search(address string) error {
	answer, err := http.Get(address + "/documents")
	if err != nil {
		return err
	}
	return answer.Body.Close()
}
