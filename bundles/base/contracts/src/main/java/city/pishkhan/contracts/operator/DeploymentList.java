package city.pishkhan.contracts.operator;

import java.util.List;

/**
 * Deployments on the answering node.
 *
 * @param items up to 200 deployments, newest first
 */
public record DeploymentList(List<Deployment> items) {}
