#!/bin/sh
cat > /etc/motd <<EOF
exec ledger is what others would write
EOF
ledger --serve
