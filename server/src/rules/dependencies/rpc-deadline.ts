import { related, rule } from '../../model/rule.ts';
import { fixesOf } from '../vocabulary/repairs.ts';
import { rpcTarget, stepsOf, subjectOf } from '../vocabulary/calls/request-path.ts';

const client = (options: string) => `import grpc

from shop import search_pb2, search_pb2_grpc


def find(channel: grpc.Channel, text: str):
    stub = search_pb2_grpc.SearchStub(channel)
    return stub.Find(search_pb2.Query(text=text)${options})
`;

const goClient = (context: string) => `package shop

import (
	"context"
	"time"

	pb "shop.example/search/pb"
	"google.golang.org/grpc"
)

func find(conn *grpc.ClientConn, text string) (*pb.Hits, error) {
	ctx, cancel := ${context}
	defer cancel()
	return pb.NewSearchClient(conn).Find(ctx, &pb.Query{Text: text})
}

const patience = time.Second
`;

const goServer = (context: string) => `package shop

import (
	"context"
	"net/http"
	"time"

	pb "shop.example/payment/pb"
	"google.golang.org/grpc"
)

type shop struct{ payments pb.PaymentClient }

func (s *shop) pay(ctx context.Context) error {
	_, err := s.payments.Charge(ctx, &pb.Amount{Units: 100})
	return err
}

func (s *shop) checkout(w http.ResponseWriter, r *http.Request) {
	${context}
	if err := s.pay(ctx); err != nil {
		http.Error(w, "try again", http.StatusBadGateway)
	}
}

func Serve(conn *grpc.ClientConn) error {
	s := &shop{payments: pb.NewPaymentClient(conn)}
	http.HandleFunc("POST /checkout", s.checkout)
	return http.ListenAndServe(":8080", nil)
}

const patience = time.Second
`;

export const rpcDeadline = rule({
  id: 'rpc-deadline',
  summary: 'RPCs have a deadline',
  aspect: 'architecture',
  severity: 'warning',
  harm: 'outage',
  scope: 'project',
  since: '0.2.0',
  fix: 'suggestion',
  docs: {
    why: 'gRPC waits as long as the server takes and keeps trying to connect. When a dependency hangs, each call holds one of your requests, until your own callers see an outage.',
    remedy:
      'Set a deadline on each unary call: on the call, the stub, the context, or for a whole channel in its service config. Propagate what is left of your own deadline.',
    guide: 'deadlines',
    examples: [
      {
        title: 'Python stub',
        bad: { 'search.py': client('') },
        good: { 'search.py': client(', timeout=1.5') },
      },
      {
        title: 'Go client',
        bad: { 'search.go': goClient('context.WithCancel(context.Background())') },
        good: { 'search.go': goClient('context.WithTimeout(context.Background(), patience)') },
      },
      {
        title: 'Go: a request without a deadline',
        bad: { 'shop.go': goServer('ctx := r.Context()') },
        good: {
          'shop.go': goServer('ctx, cancel := context.WithTimeout(r.Context(), patience)\n\tdefer cancel()'),
        },
      },
    ],
  },
  reads: ['outgoing-call'],
  check(call, context) {
    if (call.protocol !== 'rpc') return;
    const { span, api, because, deadline, repair } = call;
    if (deadline === 'present') return context.shown(span, `${api} has a deadline: ${because}`);
    const ask = 'Set a deadline on this call, its stub or its channel';
    const path = context.onPath(span);
    const steps = path?.waits === 'user' ? { related: stepsOf(path) } : {};
    const elsewhere = context
      .inService('client-default')
      .filter(({ file, fact }) => file !== context.file && fact.library === 'grpc' && fact.deadline !== 'absent');
    if (deadline === 'unknown') {
      if (call.byCaller && path?.limit === 'limited')
        return context.shown(span, `${api} has a deadline: ${path.because}`, { related: stepsOf(path) });
      if (!call.byCaller || path?.limit !== 'none' || path.waits !== 'user' || elsewhere.length > 0)
        return context.cannotTell(span, `${api} may have no deadline: ${because}`, ask, steps);
      const message = `${subjectOf(path)} waits indefinitely for ${rpcTarget(api, context)} (${path.because})`;
      return context.violated(span, message, steps);
    }
    if (elsewhere.length > 0) {
      const places = elsewhere.map((each) => related(each, each.fact.because));
      const message = `${api} may have no deadline: its channel may be set up in another file`;
      return context.cannotTell(span, message, ask, { related: places });
    }
    context.violated(span, `${api} has no deadline; a hung server blocks it (${because})`, {
      ...steps,
      fixes: fixesOf(repair, context.file),
    });
  },
});
