"""What Flask-Security says, in our words."""

_MESSAGES: dict[str, tuple[str, str]] = {
    "GENERIC_AUTHN_FAILED": ("That email and password do not belong together.", "error"),
    "PASSWORD_RESET_REQUEST": ("If this email has an account, a letter with a link is on its way.", "info"),
    "PASSWORD_RESET_EXPIRED": ("This link has expired. Ask for a new one.", "error"),
    "INVALID_RESET_PASSWORD_TOKEN": ("This link was used already or is not whole. Ask for a new one.", "error"),
    "PASSWORD_RESET_NO_LOGIN": ("Your password is changed. Sign in with the new one.", "done"),
    "PASSWORD_CHANGE": ("Your password is changed. Other devices are signed out.", "done"),
    "PASSWORD_NOT_PROVIDED": ("Write your password.", "error"),
    "INVALID_PASSWORD": ("This is not your password.", "error"),
    "RETYPE_PASSWORD_MISMATCH": ("The two passwords differ. Write the same one twice.", "error"),
    "PASSWORD_IS_THE_SAME": ("Choose a password that differs from the present one.", "error"),
    "EMAIL_NOT_PROVIDED": ("Write your email.", "error"),
    "INVALID_EMAIL_ADDRESS": ("Write an email address, such as name@example.org.", "error"),
    "DISABLED_ACCOUNT": ("This account is closed. Ask your teacher.", "error"),
    "UNAUTHENTICATED": ("Sign in to see this page.", "info"),
    "REAUTHENTICATION_REQUIRED": ("Write your password once more to go on.", "info"),
    "REAUTHENTICATION_SUCCESSFUL": ("Thank you.", "done"),
    "TWO_FACTOR_INVALID_TOKEN": ("This code does not fit. Take the one shown now.", "error"),
    "TWO_FACTOR_LOGIN_SUCCESSFUL": ("You are signed in.", "done"),
    "TWO_FACTOR_CHANGE_METHOD_SUCCESSFUL": ("Signing in now asks for a code. Keep recovery codes too.", "done"),
    "TWO_FACTOR_DISABLED": ("Signing in no longer asks for a code.", "done"),
    "TWO_FACTOR_PERMISSION_DENIED": ("Sign in first.", "error"),
    "TWO_FACTOR_SETUP_EXPIRED": ("That took too long. Begin again.", "error"),
    "TWO_FACTOR_METHOD_NOT_AVAILABLE": ("Choose what you want to do.", "error"),
    "INVALID_RECOVERY_CODE": ("This code is not one of yours, or it was used.", "error"),
    "NO_RECOVERY_CODES_SETUP": ("You have no recovery codes yet.", "info"),
    "INVALID_CODE": ("Write the code.", "error"),
    "ANONYMOUS_USER_REQUIRED": ("You are signed in already.", "info"),
}

SETTINGS = {f"SECURITY_MSG_{name}": words for name, words in _MESSAGES.items()} | {
    "SECURITY_EMAIL_SUBJECT_PASSWORD_RESET": "Choose a new password for quizapp",
    "SECURITY_EMAIL_SUBJECT_PASSWORD_NOTICE": "Your quizapp password was changed",
    "SECURITY_EMAIL_SUBJECT_PASSWORD_CHANGE_NOTICE": "Your quizapp password was changed",
}
