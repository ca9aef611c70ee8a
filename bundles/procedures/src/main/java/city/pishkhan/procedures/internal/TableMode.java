package city.pishkhan.procedures.internal;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * How a table is asked, from the {@code tables} section of its procedure; each may be {@code null}.
 *
 * @param forEach list fact whose elements it is asked for one by one
 * @param as      the element's name
 * @param by      output in which rows agree that become one row
 * @param sum     output that is added up over those rows
 */
record TableMode(String forEach, String as, String by, String sum) {
    static final TableMode PLAIN = new TableMode(null, null, null, null);

    static TableMode of(JsonNode node) {
        String merge = node.path("merge").asText(null);
        return new TableMode(
                node.path("forEach").asText(null),
                node.path("as").asText(null),
                merge != null ? merge : node.path("sum").path("by").asText(null),
                node.path("sum").path("of").asText(null));
    }
}
