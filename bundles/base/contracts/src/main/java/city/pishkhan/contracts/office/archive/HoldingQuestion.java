package city.pishkhan.contracts.office.archive;

import java.util.List;

/**
 * Properties for a query of archived papers.
 *
 * @param properties up to 200 renovation codes
 */
public record HoldingQuestion(List<String> properties) {}
