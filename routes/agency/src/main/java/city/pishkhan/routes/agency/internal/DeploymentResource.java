package city.pishkhan.routes.agency.internal;

import city.pishkhan.api.Refusal;
import city.pishkhan.api.deployment.Deployments;
import city.pishkhan.api.deployment.Deployments.Entry;
import city.pishkhan.contracts.operator.Deployment;
import city.pishkhan.contracts.operator.DeploymentList;
import city.pishkhan.contracts.operator.RollbackBegun;
import city.pishkhan.doors.call.DoorCall;
import city.pishkhan.doors.call.DoorReply;
import city.pishkhan.doors.call.FieldCheck;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Deployments on the responding node, and their rollback. */
final class DeploymentResource {
    private static final int MOST = 200;
    private static final int LONGEST = 200;
    /**
     * Maximum time that a request waits for its rollback. A longer wait could block the rollback: a rollback that
     * replaces this door waits for the door's running requests.
     */
    private static final long PATIENCE_SECONDS = 3;

    private final Supplier<Deployments> deployments;

    /** @param deployments supplies {@code null} if deployments are not available */
    DeploymentResource(Supplier<Deployments> deployments) {
        this.deployments = deployments;
    }

    private Deployments requireService() {
        Deployments service = deployments.get();
        if (service == null) {
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "deployments.away", null);
        }
        return service;
    }

    DoorReply list() {
        List<Entry> all = requireService().history();
        return DoorReply.ok(new DeploymentList(all.subList(Math.max(0, all.size() - MOST), all.size()).stream()
                .map(OperatorMapper.INSTANCE::deployment)
                .sorted((one, other) -> other.at().compareTo(one.at()))
                .toList()));
    }

    DoorReply rollBack(DoorCall doorCall) {
        String name = FieldCheck.text("name", doorCall.param("name"), LONGEST);
        return DoorReply.ok(new RollbackBegun(name, outcome(requireService().beginRollback(name, doorCall.caller()))));
    }

    private static @Nullable Deployment outcome(CompletableFuture<Entry> begun) {
        try {
            return OperatorMapper.INSTANCE.deployment(begun.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (TimeoutException e) {
            return null;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException refusal) {
                throw refusal;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }
}
