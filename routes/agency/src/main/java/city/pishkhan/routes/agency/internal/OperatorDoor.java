package city.pishkhan.routes.agency.internal;

import city.pishkhan.api.agencies.Agencies;
import city.pishkhan.api.agencies.Inquiries;
import city.pishkhan.api.deployment.Deployments;
import city.pishkhan.api.deployment.EffectiveSettings;
import city.pishkhan.api.deployment.RouteControl;
import city.pishkhan.api.governance.Approvals;
import city.pishkhan.api.health.HubHealth;
import city.pishkhan.api.journal.HubJournal;
import city.pishkhan.api.messaging.DeadLetters;
import city.pishkhan.api.messaging.Idempotency;
import city.pishkhan.api.security.Access;
import city.pishkhan.contracts.operator.InquiryList;
import city.pishkhan.contracts.operator.Loads;
import city.pishkhan.contracts.operator.OperatorApi;
import city.pishkhan.doors.Door;
import city.pishkhan.doors.DoorRoutes;
import city.pishkhan.doors.DoorRoutesComponent;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.runtime.DoorPaths;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Publishes the operator door, with pending work and the operators' actions. */
@Component(service = RoutesBuilder.class, property = DoorRoutesComponent.DOOR)
public final class OperatorDoor extends DoorRoutesComponent {
    static final String REST = "/operator/v1";

    private static final int LONGEST = 41;

    private final Door door;
    private final Inquiries inquiries;
    private final SteeringResource steering;
    private final NodeResource node;
    private final DeploymentResource deployed;

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Deployments deployments;

    @Activate
    public OperatorDoor(
            @Reference Access access,
            @Reference Idempotency idempotency,
            @Reference Inquiries inquiries,
            @Reference Agencies agencies,
            @Reference DeadLetters letters,
            @Reference Approvals approvals,
            @Reference ServiceReference<HubHealth> health,
            @Reference ServiceReference<RouteControl> control,
            @Reference EffectiveSettings settings,
            @Reference HubJournal journal,
            BundleContext framework) {
        this.door = new Door(access, idempotency);
        this.inquiries = inquiries;
        this.steering = new SteeringResource(agencies, letters, approvals);
        // routes without a context name run in the context of their bundle
        this.node = new NodeResource(
                new ServiceOnDemand<>(framework, health),
                new ServiceOnDemand<>(framework, control),
                settings,
                journal,
                framework.getBundle().getSymbolicName());
        this.deployed = new DeploymentResource(() -> deployments);
    }

    @Override
    protected RouteBuilder routes() {
        return new OperatorRoutes();
    }

    @DoorPaths(OperatorDoor.REST)
    private final class OperatorRoutes extends DoorRoutes {
        OperatorRoutes() {
            super("operator");
        }

        @Override
        public void configure() {
            rest("operator-rest", REST, OperatorApi.class);
            operation("listInquiries", door.read("operator.inquiry.read", OperatorDoor.this::list));
            operation("getLoads", door.read("operator.load.read", doorCall -> loads()));
            operation("listAgencies", door.read("operator.agency.read", doorCall -> steering.agencies()));
            operation("pauseAgency", door.once("operator.agency.pause", steering::pause));
            operation("resumeAgency", door.once("operator.agency.resume", steering::resume));
            operation("retryAgency", door.once("operator.agency.retry", steering::retry));
            operation("limitAgency", door.once("operator.agency.limit", steering::limit));
            operation("listDeadLetters", door.read("operator.dead-letter.read", steering::deadLetters));
            operation("replayDeadLetter", door.detached("operator.dead-letter.replay", steering::replay));
            operation("discardDeadLetter", door.once("operator.dead-letter.discard", steering::discard));
            operation("getHealth", door.read("operator.health.read", doorCall -> node.health()));
            operation("listContexts", door.read("operator.route.read", doorCall -> node.contexts()));
            operation("listRoutes", door.read("operator.route.read", node::routes));
            operation("stopRoutes", door.detached("operator.route.move", node::stop));
            operation("startRoutes", door.detached("operator.route.move", node::start));
            operation("listDeployments", door.read("operator.deployment.read", doorCall -> deployed.list()));
            operation("rollBack", door.detached("operator.deployment.roll-back", deployed::rollBack));
            operation("listSettings", door.read("operator.setting.read", node::settings));
            operation(
                    "openApi",
                    Door.open(doorCall -> DoorReply.resource(OperatorApi.class, "openapi.json", "application/json")));
        }
    }

    private DoorReply list(DoorCall doorCall) {
        var page = inquiries.list(
                FieldCheck.optional("agency", doorCall.param("agency"), LONGEST),
                FieldCheck.optional("state", doorCall.param("state"), LONGEST),
                doorCall.param("cursor"),
                doorCall.limit());
        return DoorReply.ok(new InquiryList(
                page.items().stream()
                        .map(r -> new InquiryList.Line(
                                r.id(),
                                r.caseNumber(),
                                r.agency(),
                                r.state(),
                                r.attempts(),
                                r.lastError(),
                                r.asked(),
                                r.due(),
                                r.waits() == null ? null : r.waits().english(),
                                r.waits() == null ? null : r.waits().persian()))
                        .toList(),
                page.next()));
    }

    private DoorReply loads() {
        return DoorReply.ok(new Loads(inquiries.loads().stream()
                .map(l -> new Loads.Load(
                        l.agency(),
                        l.queued(),
                        l.dispatched(),
                        l.delivered(),
                        l.oldest(),
                        l.overdue(),
                        l.unreached(),
                        l.undated()))
                .toList()));
    }
}
