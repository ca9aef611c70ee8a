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
import city.pishkhan.contracts.operator.Loads;
import city.pishkhan.contracts.operator.OperatorApi;
import city.pishkhan.doors.Door;
import city.pishkhan.doors.DoorDescription;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import city.pishkhan.runtime.DoorPaths;
import org.apache.camel.RoutesBuilder;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Publishes the operator door, with pending work and the operators' actions. */
@Component(service = RoutesBuilder.class, property = DoorDescription.DOOR)
@DoorPaths(OperatorDoor.REST)
public final class OperatorDoor extends DoorDescription {
    static final String REST = "/operator/v1";

    private static final int LONGEST = 41;

    private final Inquiries inquiries;

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
        super("operator");
        Door door = new Door(access, idempotency);
        this.inquiries = inquiries;
        AgencyControlResource steering = new AgencyControlResource(agencies, letters, approvals);
        // routes without a context name run in the context of their bundle
        NodeResource node = new NodeResource(
                new ServiceOnDemand<>(framework, health),
                new ServiceOnDemand<>(framework, control),
                settings,
                journal,
                framework.getBundle().getSymbolicName());
        DeploymentResource deployed = new DeploymentResource(() -> deployments);

        rest(REST, OperatorApi.class);
        operation("listInquiries", door.read("operator.inquiry.read", this::list));
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
    }

    private DoorReply list(DoorCall doorCall) {
        var page = inquiries.list(
                FieldCheck.optional("agency", doorCall.param("agency"), LONGEST),
                FieldCheck.optional("state", doorCall.param("state"), LONGEST),
                doorCall.param("cursor"),
                doorCall.limit());
        return DoorReply.ok(OperatorMapper.INSTANCE.inquiries(page));
    }

    private DoorReply loads() {
        return DoorReply.ok(new Loads(OperatorMapper.INSTANCE.loads(inquiries.loads())));
    }
}
