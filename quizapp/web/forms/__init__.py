"""Forms: WTForms with CSRF, one module per area."""
