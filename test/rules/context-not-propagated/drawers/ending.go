package poll

func (s *session) Close() { s.shutdown() }
