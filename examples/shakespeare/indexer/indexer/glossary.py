"""The glossary, which gives old spellings for modern words."""

import grpc

import glossary_pb2
import glossary_pb2_grpc

BATCH = 500


class Glossary:
    """A client of the glossary."""

    def __init__(self, address):
        self.stub = glossary_pb2_grpc.GlossaryStub(grpc.insecure_channel(address))

    def version(self):
        """The version of its words."""
        return self.stub.Version(glossary_pb2.VersionRequest(), timeout=2).version

    def spellings(self, words):
        """Old spellings by word, for those that have one."""
        found = {}
        for start in range(0, len(words), BATCH):
            reply = self.stub.Lookup(glossary_pb2.Words(words=words[start : start + BATCH]))
            found.update(reply.old_spelling)
        return found
