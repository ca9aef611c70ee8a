package city.pishkhan.routes.bank.internal;

import org.apache.camel.builder.RouteBuilder;

/** A folder into which a bank's settlement files come. */
class SettlementRoutes extends RouteBuilder {
    private static final int FILES_AT_ONCE = 4;

    private final String gateway;
    private final String folder;
    private final SettlementFileProcessor files;

    /** @param folder endpoint that moves what was taken to {@code done}, and what cannot be read to {@code failed} */
    SettlementRoutes(String gateway, String folder, SettlementFileProcessor files) {
        this.gateway = gateway;
        this.folder = folder;
        this.files = files;
    }

    @Override
    public void configure() {
        from(folder)
                .routeId("settlement-" + gateway)
                .routeDescription("takes the bank's settlement files")
                // a large file keeps no other waiting
                .threads(FILES_AT_ONCE, FILES_AT_ONCE, "settlement-" + gateway)
                .bean(files, "take");
    }
}
