"""One public function is one use case is one transaction. No request, no session, no pages."""
