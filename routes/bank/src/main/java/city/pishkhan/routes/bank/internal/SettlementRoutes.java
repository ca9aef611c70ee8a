package city.pishkhan.routes.bank.internal;

import org.apache.camel.builder.RouteBuilder;

/** Route that imports a bank's settlement files from a folder. */
class SettlementRoutes extends RouteBuilder {
    private static final int FILES_AT_ONCE = 4;

    private final String gateway;
    private final String folder;
    private final SettlementFileProcessor files;

    /** @param folder endpoint that moves imported files to {@code done} and rejected files to {@code failed} */
    SettlementRoutes(String gateway, String folder, SettlementFileProcessor files) {
        this.gateway = gateway;
        this.folder = folder;
        this.files = files;
    }

    @Override
    public void configure() {
        from(folder)
                .routeId("settlement-" + gateway)
                .routeDescription("imports the bank's settlement files")
                // several threads, so that a large file does not delay the others
                .threads(FILES_AT_ONCE, FILES_AT_ONCE, "settlement-" + gateway)
                .bean(files, "importFile");
    }
}
