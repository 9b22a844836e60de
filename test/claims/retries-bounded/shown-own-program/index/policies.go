package index

import "github.com/hashicorp/go-retryablehttp"

// Policies are the life cycles of indices.
type Policies struct{ Address string }

// Exists asks for a policy.
func (p Policies) Exists(name string) error {
	client := retryablehttp.NewClient()
	client.RetryMax = 2
	answer, err := client.Get(p.Address + "/policies/" + name)
	if err != nil {
		return err
	}
	return answer.Body.Close()
}
