package pay

import (
	"context"

	"google.golang.org/grpc"
	pb "shop.example/genproto/payment"
)

type Client struct{ stub pb.PaymentServiceClient }

func New(conn *grpc.ClientConn) *Client { return &Client{stub: pb.NewPaymentServiceClient(conn)} }

func (c *Client) Charge(ctx context.Context, amount int64) error {
	_, err := c.stub.Charge(ctx, &pb.Amount{Units: amount})
	//               ^^^^^^ violated: POST /checkout waits
	return err
}

func (c *Client) Quote(ctx context.Context, amount int64) error {
	_, err := c.stub.Quote(ctx, &pb.Amount{Units: amount})
	//               ^^^^^ shown: PaymentServiceClient.Quote has a deadline: context.WithTimeout
	return err
}

func (c *Client) Refund(ctx context.Context, amount int64) error {
	_, err := c.stub.Refund(ctx, &pb.Amount{Units: amount})
	//               ^^^^^^ cannot tell: context
	return err
}

func (c *Client) Hold(ctx context.Context, amount int64) error {
	_, err := c.stub.Hold(ctx, &pb.Amount{Units: amount})
	//               ^^^^ shown: PaymentServiceClient.Hold has a deadline: http.TimeoutHandler
	return err
}

// Poll is called by nobody here.
func (c *Client) Poll(ctx context.Context) error {
	_, err := c.stub.Poll(ctx, &pb.Amount{})
	//               ^^^^ cannot tell: context
	return err
}
