#define G_LOG_DOMAIN "kiosk-bad"

int bad_number;
