package city.pishkhan.contracts.operator;

import java.util.List;

/**
 * What was deployed on the node that answers.
 *
 * @param items newest first, two hundred at most
 */
public record DeploymentList(List<Deployment> items) {}
