package city.pishkhan.contracts.office;

import java.util.List;

/**
 * Properties of which somebody asks what the archive has.
 *
 * @param properties renovation codes, 200 at most
 */
public record HoldingQuestion(List<String> properties) {}
