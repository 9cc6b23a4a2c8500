"""What workers count, and servers of the texts that they look into."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

SCANS = Counter("netallion_scans_total", "Runs of scans that ended in this worker, by how.", ["outcome"])
RUNNING_SCANS = Gauge("netallion_scans_running", "Scans that this worker works on.")
DOCUMENTS = Counter("netallion_scan_documents_total", "Documents by what came of them.", ["outcome"])
BYTES = Counter("netallion_scan_sealed_bytes_total", "Bytes of documents read, as they are stored.")
FINDINGS = Counter("netallion_findings_total", "Findings by category and severity.", ["category", "severity"])
SECONDS = Histogram(
    "netallion_scan_seconds",
    "Seconds of one run of a scan in this worker.",
    buckets=(0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600),
)
TEXTS = Counter("netallion_text_scans_total", "Texts looked into at once, by what came of them.", ["outcome"])
