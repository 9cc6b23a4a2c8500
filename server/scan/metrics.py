"""What workers count, and servers of the texts that they look into."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

PIECES = Counter(
    "netallion_scan_pieces_total", "Pieces of scans (plans and chunks) that this worker left, by how.", ["outcome"]
)
PIECES_RUNNING = Gauge("netallion_scan_pieces_running", "Pieces of scans that this worker works on.")
DOCUMENTS = Counter("netallion_scan_documents_total", "Documents by what came of them.", ["outcome"])
BYTES = Counter("netallion_scan_sealed_bytes_total", "Bytes of documents read, as they are stored.")
FINDINGS = Counter("netallion_findings_total", "Findings by category and severity.", ["category", "severity"])
SECONDS = Histogram(
    "netallion_scan_piece_seconds",
    "Seconds that this worker had a piece of a scan.",
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300),
)
TEXTS = Counter("netallion_text_scans_total", "Texts looked into at once, by what came of them.", ["outcome"])
