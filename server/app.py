"""One server process: settings → resources → chain → services → server, and back in reverse on SIGTERM."""

from __future__ import annotations

import asyncio
import gc
import signal
from functools import partial
from typing import TYPE_CHECKING

import grpc.aio
import structlog
import uvloop
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_health.v1.health import aio as aio_health  # type: ignore[attr-defined]  # missing in the stubs
from grpc_reflection.v1alpha import reflection
from netallion.access.v1.fallback_service_pb2_grpc import add_FallbackServiceServicer_to_server
from netallion.auth.v1.auth_service_pb2_grpc import add_AuthServiceServicer_to_server
from netallion.auth.v1.oauth_service_pb2_grpc import add_OAuthServiceServicer_to_server
from netallion.dashboard.v1.dashboard_service_pb2_grpc import add_DashboardServiceServicer_to_server
from netallion.incident.v1.incident_service_pb2_grpc import add_IncidentServiceServicer_to_server
from netallion.scan.v1.scan_service_pb2_grpc import add_ScanServiceServicer_to_server
from prometheus_client import start_http_server

from server.auth.service import AuthService
from server.auth.usage import Usage
from server.contract.policies import policies_of
from server.contract.routes import query_names_of
from server.contract.services import SERVICES
from server.dashboard.files import Files
from server.dashboard.page_session import PageSessions
from server.dashboard.service import DashboardService
from server.edge.check import Check, add_check
from server.edge.fallback import FallbackService
from server.incident.service import IncidentService
from server.interceptors import HttpForm, build_chain
from server.limits.limiter import Limiter
from server.logs import configure_logs
from server.oauth.grants import client_names
from server.oauth.service import REFUSALS, OAuthService
from server.resources import open_resources
from server.scan.engine import Detectors, load_engine
from server.scan.queue import ScanQueue
from server.scan.service import ScanService
from server.scan.texts import DETECTOR_SECONDS, TextScanner

if TYPE_CHECKING:
    from server.settings import Settings

log = structlog.get_logger(__name__)

# Above every bound of the proto, so that a field that is too large is named by validation and not by the transport.
LARGEST_MESSAGE_BYTES = 32 * 1024 * 1024
OPTIONS = (
    ("grpc.max_receive_message_length", LARGEST_MESSAGE_BYTES),
    ("grpc.max_send_message_length", LARGEST_MESSAGE_BYTES),
    # 32 KiB of headers pass the edge (431 beyond), which gives the path in them twice and adds its own. gRPC's default
    # is 8 KiB, and what it refuses is RESOURCE_EXHAUSTED, which is to mean a rate limit.
    ("grpc.max_metadata_size", 96 * 1024),
    ("grpc.absolute_max_metadata_size", 128 * 1024),
    ("grpc.so_reuseport", 0),
    ("grpc.http2.min_ping_interval_without_data_ms", 5_000),
    ("grpc.keepalive_permit_without_calls", 1),
)


async def serve(settings: Settings) -> None:
    """Serve until SIGTERM or SIGINT; then report NOT_SERVING, let calls finish for `drain_seconds`, and close."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)
    if settings.metrics_listen:
        host, _, port = settings.metrics_listen.rpartition(":")
        start_http_server(int(port), host)
    async with open_resources(settings) as resources:
        limiter = Limiter(settings.redis_url, share_of=settings.servers)
        await limiter.start()
        queue = ScanQueue(settings.redis_url)
        resources.activity.start()
        chain = build_chain(
            policies_of(SERVICES),
            query_names_of(SERVICES),
            resources.authenticator,
            limiter,
            settings,
            http_form=HttpForm(resources.oauth.client_authentication.authenticate, REFUSALS),
        )
        server = grpc.aio.server(interceptors=(chain,), options=OPTIONS)
        add_AuthServiceServicer_to_server(
            AuthService(
                sessions=resources.sessions,
                users=resources.users,
                organizations=resources.organizations,
                api_keys=resources.api_keys,
                usage=Usage(resources.database, limiter, client_names),
                page_tokens=resources.page_tokens,
            ),
            server,
        )
        issuer = settings.resolved_public_url()
        add_OAuthServiceServicer_to_server(
            OAuthService(resources.oauth, resources.access_tokens, resources.page_tokens, issuer), server
        )
        add_DashboardServiceServicer_to_server(
            DashboardService(Files(), PageSessions(resources.sessions, issuer)), server
        )
        detectors = Detectors(partial(load_engine, settings.home, DETECTOR_SECONDS, settings.names_model))
        detectors.start()
        texts = TextScanner(resources.database, resources.keys, detectors)
        scans = ScanService(
            resources.database,
            resources.keys,
            resources.page_tokens,
            queue.enqueue,
            detectors=detectors,
            texts=texts,
        )
        add_ScanServiceServicer_to_server(scans, server)
        add_IncidentServiceServicer_to_server(
            IncidentService(resources.database, resources.page_tokens, resources.users.get), server
        )
        add_FallbackServiceServicer_to_server(FallbackService(), server)
        add_check(server, Check(chain, resources.authenticator, SERVICES, settings))
        health = aio_health.HealthServicer()
        health_pb2_grpc.add_HealthServicer_to_server(health, server)
        if settings.reflection:
            reflection.enable_server_reflection(
                (*SERVICES, health_pb2.DESCRIPTOR.services_by_name["Health"].full_name, reflection.SERVICE_NAME), server
            )
        server.add_insecure_port(settings.listen)
        await server.start()
        gc.collect()
        gc.freeze()  # what stands now stays: it need not be looked through again and again while calls are served
        for name in ("", *SERVICES):
            await health.set(name, health_pb2.HealthCheckResponse.SERVING)
        log.info("serving", listen=settings.listen)
        await stop.wait()
        log.info("draining", seconds=settings.drain_seconds)
        await health.enter_graceful_shutdown()
        scans.close()
        await server.stop(settings.drain_seconds)
        texts.close()
        await queue.close()
        await limiter.close()


def run(settings: Settings) -> None:
    """Run a server process on uvloop."""
    configure_logs(settings)
    uvloop.run(serve(settings))
