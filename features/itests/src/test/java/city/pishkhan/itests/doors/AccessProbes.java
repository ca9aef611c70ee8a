package city.pishkhan.itests.doors;

import java.util.ArrayList;
import java.util.List;

/**
 * Calls for each operation of the access table. Every row needs at least one probe. A probe of a caller with access
 * changes nothing, apart from harmless effects: the hub refuses it for a reason that it states only to callers with
 * access. <p>Placeholders: {@code {case}} is a case with open inquiries; {@code {done}} is a case that ended with a
 * certificate, with its {@code {number}}, {@code {bill}} and {@code {paper}}; {@code {inquiry}} is the fire
 * department's inquiry and {@code {sheet}} its plan; {@code {answered}} is a case whose {@code {answer}} of the fire
 * department has a {@code {letter}}.
 */
final class AccessProbes {

    /**
     * One call.
     *
     * @param operation row of the table
     * @param method GET, POST, PUT, or UPLOAD for a POST of bytes that are not a valid sheet
     * @param successStatus status for a caller with access
     * @param soap operation of the same name at the SOAP door, or {@code null}
     * @param members content of the SOAP request
     */
    record Probe(
            String operation, String method, String path, String body, int successStatus, String soap, String members) {

        boolean isForResource() {
            return path.contains("{");
        }

        String door() {
            return path.split("/")[1];
        }

        Probe soap(String name, String inside) {
            return new Probe(operation, method, path, body, successStatus, name, inside);
        }

        @Override
        public String toString() {
            return operation + ": " + method + " " + path;
        }
    }

    private static final String STALE = "<p:version>999999</p:version>";
    private static final String KEY = "<p:requestId>{key}</p:requestId>";
    private static final String OF_CASE = "<p:id>{case}</p:id>";
    private static final String OF_DONE = "<p:id>{done}</p:id>";
    private static final String OF_INQUIRY = "<p:id>{inquiry}</p:id>";

    private static final List<Probe> ALL = new ArrayList<>();

    static {
        office();
        agency();
        operator();
        committee();
        oversight();
        citizen();
    }

    private AccessProbes() {}

    static List<Probe> all() {
        return List.copyOf(ALL);
    }

    private static void get(String operation, String path) {
        ALL.add(new Probe(operation, "GET", path, null, 200, null, null));
    }

    private static void get(String operation, String path, String soap, String members) {
        ALL.add(new Probe(operation, "GET", path, null, 200, soap, members));
    }

    private static void send(
            String operation, String method, String path, String body, int taken, String soap, String members) {
        ALL.add(new Probe(operation, method, path, body, taken, soap, members));
    }

    private static void office() {
        String cases = "/office/v1/cases";
        String one = cases + "/{case}";
        String done = cases + "/{done}";
        send("office.case.open", "POST", cases, "{}", 422, null, null);
        get("office.case.list", cases, "listCases", "");
        get("office.case.list", cases + "?number={number}", "listCases", "<p:number>{number}</p:number>");
        get("office.case.list", cases + ".csv");
        get("office.case.read", one, "getCase", OF_CASE);
        get("office.case.read", done, "getCase", OF_DONE);
        get("office.case.history", one + "/history");
        send("office.case.submit", "POST", one + "/submission", "", 412, "submitCase", KEY + OF_CASE + STALE);
        send(
                "office.case.revise",
                "PUT",
                one + "/request",
                "{\"floors\":2,\"parts\":[{\"use\":\"residential\",\"area\":50,\"units\":1}]}",
                412,
                "reviseRequest",
                KEY + OF_CASE + STALE
                        + "<p:floors>2</p:floors><p:part><p:use>residential</p:use><p:area>50</p:area><p:units>1</p:units></p:part>");
        send(
                "office.case.withdraw",
                "POST",
                one + "/withdrawal",
                "{\"reason\":\"a probe\"}",
                412,
                "withdrawCase",
                KEY + OF_CASE + STALE + "<p:reason>a probe</p:reason>");
        send(
                "office.case.inspect",
                "POST",
                one + "/inspection",
                "{\"findings\":{},\"report\":\"a probe\"}",
                412,
                null,
                null);
        send("office.case.inspect", "POST", one + "/interest", "{\"reason\":\"other\"}", 412, null, null);
        get("office.fee.read", "/office/v1/fees");
        get("office.notice.read", "/office/v1/notices");
        send(
                "office.case.verify",
                "POST",
                one + "/verification",
                "{\"decision\":\"approve\"}",
                412,
                "verifyCase",
                KEY + OF_CASE + STALE + "<p:decision>approve</p:decision>");
        get("office.archive.read", one + "/archive", "getCaseArchive", OF_CASE);
        send(
                "office.archive.consent",
                "POST",
                one + "/archive-consents",
                "{\"nationalId\":\"0499370899\",\"sha256\":\"" + "0".repeat(64) + "\"}",
                412,
                null,
                null);
        send(
                "office.case.paper-file",
                "POST",
                one + "/paper-file",
                "{\"number\":\"1402/1\",\"begun\":\"2023-09-02\"}",
                412,
                "joinPaperFile",
                KEY + OF_CASE + STALE + "<p:number>1402/1</p:number><p:begun>2023-09-02</p:begun>");
        String archive = "/office/v1/archive";
        send("office.holding.list", "POST", archive + "/holdings", "{\"properties\":[]}", 422, null, null);
        send(
                "office.archive.search",
                "POST",
                archive + "/documents/search",
                "{\"words\":\"*\",\"kind\":\"deed\"}",
                422,
                null,
                null);
        send("office.archive.describe", "POST", archive + "/documents/1/title", "{}", 404, null, null);
        attestations(one, one + "/attestations/01970000-0000-7000-8000-000000000000");
        send(
                "office.sheet.upload",
                "UPLOAD",
                one + "/sheets?kind=deed&name=a.pdf",
                null,
                415,
                "uploadSheet",
                KEY + OF_CASE + "<p:kind>deed</p:kind><p:name>a.pdf</p:name><p:content>AQ==</p:content>");
        send("office.sheet.upload", "POST", one + "/uploads?kind=deed&name=a.pdf", "", 400, null, null);
        send("office.sheet.upload", "GET", one + "/uploads/{inquiry}", null, 404, null, null);
        get("office.sheet.upload", "/office/v1/uploads");
        send("office.sheet.upload", "DELETE", "/office/v1/uploads/{inquiry}", "", 404, null, null);
        String sheet = "0".repeat(64);
        send(
                "office.paper.add",
                "POST",
                one + "/papers",
                "{\"kind\":\"deed\",\"sha256\":\"" + sheet + "\"}",
                412,
                "addPaper",
                KEY + OF_CASE + STALE + "<p:kind>deed</p:kind><p:sha256>" + sheet + "</p:sha256>");
        send(
                "office.paper.add",
                "STACK",
                one + "/papers/sheets",
                sheet,
                412,
                "addPapers",
                KEY + OF_CASE + STALE + "<p:sheet><p:kind>deed</p:kind><p:sha256>" + sheet + "</p:sha256></p:sheet>");
        get("office.paper.read", done + "/papers/{paper}");
        get("office.paper.read", done + "/papers/{paper}/pages/1/info.json");
        get("office.paper.read", done + "/manifest");
        get("office.answer.read", "/office/v1/cases/{answered}/inquiries/{answer}/sheets/{letter}");
        get("office.vehicle.read", "/office/v1/vehicles?plate=12%D8%A814547");
        get("office.form.read", "/office/v1/forms", "listServices", "");
        get(
                "office.form.read",
                "/office/v1/services/building-permit/form",
                "getServiceForm",
                "<p:service>building-permit</p:service>");
        send(
                "office.form.read",
                "POST",
                "/office/v1/checks",
                "{\"kind\":\"mobile\",\"value\":\"09121234567\"}",
                200,
                "checkValue",
                "<p:kind>mobile</p:kind><p:value>09121234567</p:value>");
        get("office.form.read", "/office/v1/services/building-permit/checklist");
        get("office.case.open", "/office/v1/services/building-permit/running?subject=22-3-17-4-1-0-0");
        get("office.case.list", "/office/v1/today");
        get(
                "office.property.read",
                "/office/v1/properties?code=22-3-17-4-1-0-0",
                "getProperty",
                "<p:code>22-3-17-4-1-0-0</p:code>");
        send(
                "office.case.search",
                "POST",
                cases + "/search",
                "{\"subject\":\"22-1-1-1-1-0-0\"}",
                200,
                "searchCases",
                "<p:subject>22-1-1-1-1-0-0</p:subject>");
        send("office.case.search", "POST", cases + "/search.csv", "{\"subject\":\"22-1-1-1-1-0-0\"}", 200, null, null);
        get("office.bill.read", done + "/bills", "getBills", OF_DONE);
        send(
                "office.payment.begin",
                "POST",
                done + "/bills/{bill}/attempts",
                "{\"gateway\":\"mellat\"}",
                409,
                "beginPayment",
                KEY + OF_DONE + "<p:bill>{bill}</p:bill><p:gateway>mellat</p:gateway>");
        send(
                "office.slip.enter",
                "POST",
                done + "/slips",
                "{\"billId\":\"7748317800142\",\"paymentId\":\"1770160\",\"reference\":\"nobody-paid\"}",
                422,
                null,
                null);
        get("office.payment.read", done + "/bills/{bill}/attempts", "getAttempts", OF_DONE + "<p:bill>{bill}</p:bill>");
        get("office.case.evidence", done + "/evidence");
        get("office.certificate.read", done + "/certificate", "getCertificate", OF_DONE);
        get("office.delivery.read", done + "/delivery");
        send("office.delivery.choose", "POST", done + "/delivery", "{\"way\":\"office\"}", 409, null, null);
        get("office.delivery.list", "/office/v1/deliveries");
        String handOver = "/office/v1/deliveries/01970000-0000-7000-8000-000000000000/hand-over";
        send("office.delivery.hand-over", "POST", handOver, "{\"nationalId\":\"0499370899\"}", 404, null, null);
        String stranger = "{\"nationalId\":\"0684159414\",\"mobile\":\"09022002580\"}";
        send("office.number.prove", "POST", one + "/number-codes", stranger, 422, null, null);
        String replacement = one + "/numbers/01970000-0000-7000-8000-000000000000/replacement";
        send("office.number.replace", "POST", replacement, "", 409, null, null);
        send(
                "office.login-slip.issue",
                "POST",
                "/office/v1/login-slips",
                "{\"tracking\":\"7K3M-9PQ2-WX4A-0TB1\",\"nationalId\":\"0684159414\",\"paper\":\"passport\",\"serial\":\"K12345\"}",
                404,
                null,
                null);
        String authorities = "/office/v1/authorities";
        String none = "/01970000-0000-7000-8000-000000000000";
        String reason = "{\"reason\":\"a probe\"}";
        send(
                "office.owner.present",
                "POST",
                one + "/owner-presence",
                "{\"nationalId\":\"0499370899\"}",
                412,
                null,
                null);
        send("office.authority.record", "POST", authorities, "{}", 422, null, null);
        get("office.authority.read", authorities);
        send("office.authority.read", "GET", authorities + none, null, 404, null, null);
        send("office.authority.revoke", "POST", authorities + none + "/revocation", reason, 404, null, null);
        send("office.death.record", "POST", "/office/v1/deaths", "{}", 422, null, null);
        get("office.death.read", "/office/v1/deaths");
        send("office.death.annul", "POST", "/office/v1/deaths" + none + "/annulment", reason, 404, null, null);
        get("office.report.list", "/office/v1/reports");
        get("office.report.list", "/office/v1/report-kinds");
        get("office.report.list", "/office/v1/reports.csv");
        send("office.report.file", "POST", "/office/v1/reports", "{\"source\":\"district\"}", 422, null, null);
        send(
                "office.report.file",
                "POST",
                "/office/v1/reports/7K3M-9PQ2-WX4A-0TB1/property",
                "{\"property\":\"22-3-17-4-1-0-0\"}",
                404,
                null,
                null);
        send("office.glass.break", "POST", one + "/break-glass", "{\"reason\":\"why not\"}", 422, null, null);
    }

    /** Probes for attesting a paper that the case does not have, and for an attestation that does not exist. */
    private static void attestations(String one, String none) {
        String of = KEY + OF_CASE + "<p:attestation>01970000-0000-7000-8000-000000000000</p:attestation>";
        String none64 = "0".repeat(64);
        String plan = "<p:kind>plan</p:kind><p:sha256>" + none64 + "</p:sha256>";
        get("office.attestation.read", one + "/attestations", "listAttestations", OF_CASE);
        send(
                "office.attestation.make",
                "POST",
                one + "/attestations",
                "{\"kind\":\"plan\",\"sha256\":\"" + none64 + "\",\"serial\":\"1\",\"issuer\":\"a\",\"seen\":\"all\"}",
                404,
                "attestPaper",
                KEY + OF_CASE + plan + "<p:serial>1</p:serial><p:issuer>a</p:issuer><p:seen>all</p:seen>");
        send(
                "office.attestation.verify",
                "POST",
                none + "/verification",
                "{\"decision\":\"verify\"}",
                404,
                "verifyAttestation",
                of + "<p:decision>verify</p:decision>");
        send(
                "office.original.return",
                "POST",
                none + "/return",
                "{\"nationalId\":\"0499370899\",\"sha256\":\"" + none64 + "\"}",
                404,
                "returnOriginal",
                of + "<p:nationalId>0499370899</p:nationalId><p:sha256>" + none64 + "</p:sha256>");
        send("office.original.bring", "POST", none + "/presentation", "", 404, "bringOriginal", of);
        send(
                "office.original.summon",
                "POST",
                none + "/summons",
                "{\"reason\":\"a probe\"}",
                404,
                "summonOriginal",
                of + "<p:reason>a probe</p:reason>");
        send(
                "office.sheet.recall",
                "POST",
                one + "/recalls",
                "{\"kind\":\"plan\",\"sha256\":\"" + none64 + "\",\"reason\":\"a probe\"}",
                404,
                "recallSheet",
                KEY + OF_CASE + plan + "<p:reason>a probe</p:reason>");
        get("office.original.list", "/office/v1/originals", "listOriginals", "");
        redactions(one + "/papers/" + none64 + "/redactions", "<p:sha256>" + none64 + "</p:sha256>");
    }

    private static void redactions(String of, String sheet) {
        send("office.redaction.read", "GET", of, null, 404, "listRedactions", OF_CASE + sheet);
        send(
                "office.redaction.make",
                "POST",
                of,
                "{\"page\":1,\"regions\":[\"full\"],\"reason\":\"a probe\"}",
                404,
                "redactAreas",
                KEY + OF_CASE + sheet + "<p:page>1</p:page><p:region>full</p:region><p:reason>a probe</p:reason>");
        String none = "01970000-0000-7000-8000-000000000000";
        send(
                "office.redaction.make",
                "POST",
                of + "/" + none + "/removal",
                "{\"reason\":\"a probe\"}",
                404,
                "removeRedaction",
                KEY + OF_CASE + sheet + "<p:redaction>" + none + "</p:redaction><p:reason>a probe</p:reason>");
    }

    private static void agency() {
        String item = "/agency/v1/worklist/{inquiry}";
        String inquiry = "/agency/v1/inquiries/{inquiry}";
        get("agency.worklist.read", "/agency/v1/worklist", "getWorklist", "");
        get("agency.worklist.read", "/agency/v1/worklist.csv");
        get("agency.worklist.read", item, "getItem", OF_INQUIRY);
        send("agency.worklist.claim", "POST", item + "/claim", "", 200, "claim", KEY + OF_INQUIRY);
        send(
                "agency.worklist.release",
                "POST",
                item + "/release",
                "{\"fence\":999999}",
                409,
                "release",
                KEY + OF_INQUIRY + "<p:fence>999999</p:fence>");
        get("agency.inquiry.read", "/agency/v1/inquiries", "getInquiries", "");
        get("agency.inquiry.read", inquiry, "getInquiry", OF_INQUIRY);
        get("agency.inquiry.read", inquiry + "/form");
        get("agency.inquiry.read", "/agency/v1/notices");
        String digest = "f".repeat(64);
        send(
                "agency.inquiry.answer",
                "POST",
                inquiry + "/answer",
                "{\"digest\":\"" + digest + "\",\"verdict\":\"approve\",\"fence\":999999}",
                409,
                "answer",
                KEY + OF_INQUIRY + "<p:digest>" + digest
                        + "</p:digest><p:verdict>approve</p:verdict><p:fence>999999</p:fence>");
        get(
                "agency.attachment.read",
                inquiry + "/attachments/{sheet}",
                "getAttachment",
                OF_INQUIRY + "<p:sha256>{sheet}</p:sha256>");
        String pages = inquiry + "/attachments/{sheet}/pages";
        get("agency.attachment.read", pages);
        get("agency.attachment.read", pages + "/1/info.json");
        get("agency.attachment.read", pages + "/1/full/200,/0/default.jpg");
        send(
                "agency.attachment.upload",
                "UPLOAD",
                inquiry + "/attachments?name=a.pdf",
                null,
                415,
                "uploadAttachment",
                KEY + OF_INQUIRY + "<p:name>a.pdf</p:name><p:content>AQ==</p:content>");
        send(
                "agency.certificate.check",
                "POST",
                "/agency/v1/certificates/check",
                "{\"lines\":[{\"code\":\"00000-00000-00000-00000-00000-0\"}]}",
                200,
                null,
                null);
        send(
                "agency.certificate.check",
                "POST",
                "/agency/v1/certificates/check.csv",
                "{\"lines\":[{\"code\":\"00000-00000-00000-00000-00000-0\"}]}",
                200,
                null,
                null);
    }

    private static void operator() {
        get("operator.inquiry.read", "/operator/v1/inquiries");
        get("operator.load.read", "/operator/v1/loads");
        String agency = "/operator/v1/agencies/nobody";
        get("operator.agency.read", "/operator/v1/agencies");
        send("operator.agency.pause", "POST", agency + "/pause", "{\"reason\":\"a probe\"}", 404, null, null);
        send("operator.agency.limit", "POST", agency + "/limits", "{\"reason\":\"a probe\"}", 404, null, null);
        send("operator.agency.resume", "POST", agency + "/resume", "", 409, null, null);
        send("operator.agency.retry", "POST", agency + "/retry", "", 404, null, null);
        get("operator.health.read", "/operator/v1/health");
        get("operator.route.read", "/operator/v1/contexts");
        send("operator.route.read", "GET", "/operator/v1/contexts/none/routes", null, 404, null, null);
        send("operator.route.move", "POST", "/operator/v1/contexts/none/stop", "{}", 404, null, null);
        send("operator.route.move", "POST", "/operator/v1/contexts/none/start", "{}", 404, null, null);
        get("operator.deployment.read", "/operator/v1/deployments");
        send("operator.deployment.roll-back", "POST", "/operator/v1/deployments/none/rollback", "", 404, null, null);
        get("operator.setting.read", "/operator/v1/settings?of=city.pishkhan.journal");
        String letter = "/operator/v1/dead-letters/none";
        get("operator.dead-letter.read", "/operator/v1/dead-letters");
        send("operator.dead-letter.replay", "POST", letter + "/replay", "", 404, null, null);
        send(
                "operator.dead-letter.discard",
                "POST",
                letter + "/discard",
                "{\"reason\":\"a probe of the access\"}",
                404,
                null,
                null);
    }

    private static void committee() {
        String none = "/committee/v1/decisions/01970000-0000-7000-8000-000000000000";
        String offices = "/committee/v1/offices";
        String decisions = "/committee/v1/decisions";
        send("committee.decision.draft", "POST", decisions, "{}", 422, null, null);
        for (String kind : List.of("expose", "withdraw", "rules", "special-request", "sanction", "appeal")) {
            String draft = "{\"kind\":\"" + kind + "\",\"terms\":{}}";
            send("committee.decision.draft." + kind, "POST", decisions, draft, 422, null, null);
        }
        get("committee.decision.read", "/committee/v1/decisions");
        send("committee.decision.vote", "POST", none + "/votes", "{\"vote\":\"yes\"}", 404, null, null);
        send("committee.decision.sign", "POST", none + "/signature", "", 404, null, null);
        get("committee.exposure.read", "/committee/v1/exposures");
        get("committee.rules.read", "/committee/v1/rules");
        send("committee.rules.read", "GET", "/committee/v1/rules/" + "0".repeat(64), null, 422, null, null);
        send(
                "committee.rules.dry-run",
                "POST",
                "/committee/v1/rules/" + "0".repeat(64) + "/dry-run",
                "{}",
                422,
                null,
                null);
        get("committee.office.read", offices);
        get("committee.office.read", offices + ".csv");
        send("committee.office.add", "POST", offices, "{}", 422, null, null);
        send("committee.office.contract", "POST", offices + "/1204/contracts", "{}", 422, null, null);
        send("committee.office.qualify", "POST", offices + "/1204/qualifications", "{}", 422, null, null);
        String experts = "/committee/v1/experts";
        String expert = experts + "/01970000-0000-7000-8000-000000000000";
        get("committee.expert.read", experts);
        get("committee.expert.read", experts + ".csv");
        send("committee.expert.enter", "POST", experts, "{}", 422, null, null);
        send("committee.expert.change", "POST", expert + "/changes", "{}", 422, null, null);
        send("committee.expert.leave", "POST", expert + "/leaves", "{}", 422, null, null);
        send("committee.expert.end", "POST", expert + "/end", "{}", 422, null, null);
        send("committee.office.handover", "POST", offices + "/1204/handovers", "{}", 422, null, null);
        String handover = "/committee/v1/handovers/01970000-0000-7000-8000-000000000000";
        send("committee.handover.read", "GET", handover, null, 404, null, null);
        send(
                "committee.certificate.revoke",
                "POST",
                "/committee/v1/certificates/none/revocation",
                "{}",
                422,
                null,
                null);
        send("committee.person.erase", "POST", "/committee/v1/persons/erasures", "{}", 422, null, null);
        send("committee.journal-key.rotate", "POST", "/committee/v1/journal-keys", "{}", 422, null, null);
        send("committee.installation.release", "POST", "/committee/v1/installation/release", "{}", 422, null, null);
        String disposal = "/committee/v1/archive-disposals/01970000-0000-7000-8000-000000000000/approval";
        send("committee.archive.dispose", "POST", disposal, "{}", 422, null, null);
        get("committee.merchant.read", "/committee/v1/merchants");
        get("committee.merchant.read", "/committee/v1/merchants.csv");
        send("committee.merchant.approve", "POST", "/committee/v1/merchants/none/1/approval", "{}", 422, null, null);
        send("committee.merchant.withdraw", "POST", "/committee/v1/merchants/none/1/withdrawal", "{}", 422, null, null);
        get("committee.ledger.read", "/committee/v1/ledger?by=service");
        get("committee.settlement.read", "/committee/v1/settlement-files");
        get("committee.settlement.read", "/committee/v1/settlement-differences");
        get("committee.settlement.read", "/committee/v1/settlement-differences.csv");
        String difference = "/committee/v1/settlement-differences/01970000-0000-7000-8000-000000000000/explanation";
        send("committee.settlement.explain", "POST", difference, "{\"explanation\":\"x\"}", 404, null, null);
        send(
                "committee.settlement.reverse",
                "POST",
                difference.replace("explanation", "reversal"),
                "{}",
                422,
                null,
                null);
        String file = "/committee/v1/settlement-files/01970000-0000-7000-8000-000000000000/withdrawal";
        send("committee.settlement.reverse", "POST", file, "{}", 422, null, null);
        send("committee.payment.take-back", "POST", "/committee/v1/payments/take-back", "{}", 422, null, null);
        String refund = "/committee/v1/refunds/01970000-0000-7000-8000-000000000000/";
        get("committee.refund.read", "/committee/v1/refunds");
        get("committee.refund.read", "/committee/v1/refunds.csv");
        send("committee.refund.order", "POST", refund + "order", "{}", 422, null, null);
        send("committee.refund.complete", "POST", refund + "completion", "{\"reference\":\"B-1\"}", 404, null, null);
        String payout = "/committee/v1/payouts";
        get("committee.payout.read", payout);
        get("committee.payout.read", payout + ".csv");
        send("committee.payout.gather", "POST", payout, "{}", 422, null, null);
        send("committee.payout.order", "POST", refund.replace("refunds", "payouts") + "order", "{}", 422, null, null);
        send(
                "committee.payout.complete",
                "POST",
                refund.replace("refunds", "payouts") + "completion",
                "{\"reference\":\"B-1\"}",
                404,
                null,
                null);
        get("committee.approval.read", "/committee/v1/approvals");
        get("committee.login.read", "/committee/v1/logins");
        send(
                "committee.login.accept",
                "POST",
                "/committee/v1/logins/no-such-login/acceptance",
                "{\"reason\":\"a new colleague\"}",
                404,
                null,
                null);
        send(
                "committee.code.accept",
                "POST",
                "/committee/v1/code/no-digest/acceptance",
                "{\"reason\":\"a new connector\"}",
                422,
                null,
                null);
        send(
                "committee.seats.accept",
                "POST",
                "/committee/v1/committees/no-such-committee/acceptance",
                "{\"reason\":\"a new colleague\"}",
                404,
                null,
                null);
        String login = "/committee/v1/logins/no-such-login/recertification";
        send("committee.login.recertify", "POST", login, "{\"roles\":[\"office:1204\"]}", 404, null, null);
        String approval = "/committee/v1/approvals/01970000-0000-7000-8000-000000000000/decision";
        send("committee.approval.decide", "POST", approval, "{\"approve\":true}", 404, null, null);
        String complaint = "/committee/v1/complaints/01970000-0000-7000-8000-000000000000";
        get("committee.complaint.read", "/committee/v1/complaints");
        get("committee.complaint.read", "/committee/v1/complaints.csv");
        send("committee.complaint.read", "GET", complaint, null, 404, null, null);
        send("committee.complaint.hear", "POST", complaint + "/hearing", "{\"charge\":\"x\"}", 404, null, null);
        send("committee.complaint.dismiss", "POST", complaint + "/dismissal", "{\"reason\":\"x\"}", 404, null, null);
        send("committee.complaint.decide", "POST", complaint + "/decision", "{\"measure\":\"warn\"}", 404, null, null);
        String hearings = "/committee/v1/hearings";
        get("committee.hearing.read", hearings);
        send(
                "committee.hearing.answer",
                "POST",
                hearings + "/01970000-0000-7000-8000-000000000000/answer",
                "{\"text\":\"x\"}",
                404,
                null,
                null);
        send(
                "committee.hearing.appeal",
                "POST",
                hearings + "/01970000-0000-7000-8000-000000000000/appeal",
                "{\"decision\":\"D-1405-9999\",\"text\":\"a text that is long enough\"}",
                404,
                null,
                null);
        get("committee.appeal.read", "/committee/v1/appeals");
    }

    private static void citizen() {
        String done = "/citizen/v1/cases/{done}";
        get("citizen.case.list", "/citizen/v1/cases");
        get("citizen.case.read", "/citizen/v1/cases/{case}");
        get("citizen.case.read", done);
        get("citizen.case.history", done + "/history");
        get("citizen.case.read", done + "/progress");
        get("citizen.case.open", "/citizen/v1/home-services");
        send("citizen.case.open", "POST", "/citizen/v1/cases", "{}", 422, null, null);
        send("citizen.case.submit", "POST", done + "/submission", "", 409, null, null);
        get("citizen.reading.list", done + "/readings");
        String look = "{\"at\":\"2020-01-01T00:00:00Z\",\"reason\":\"nobody looked then\"}";
        send("citizen.reading.object", "POST", done + "/readings/objection", look, 404, null, null);
        send("citizen.archive.answer", "POST", done + "/archive-answer", "{\"answer\":\"no\"}", 409, null, null);
        send("citizen.archive.allow", "POST", done + "/archive-answer", "{\"answer\":\"yes\"}", 409, null, null);
        get("citizen.bill.read", done + "/bills");
        send("citizen.payment.begin", "POST", done + "/bills/{bill}/attempts", "{}", 409, null, null);
        get("citizen.certificate.read", done + "/certificate");
        get("citizen.delivery.read", done + "/delivery");
        send("citizen.delivery.choose", "POST", done + "/delivery", "{\"way\":\"office\"}", 409, null, null);
        send("citizen.number.stop", "POST", "/citizen/v1/number-change/stop", "", 409, null, null);
        String reason = "{\"reason\":\"a probe\"}";
        send("citizen.case.withdraw", "POST", done + "/withdrawal", reason, 412, null, null);
        String authority = "/citizen/v1/authorities/01970000-0000-7000-8000-000000000000/revocation";
        get("citizen.authority.read", "/citizen/v1/authorities");
        send("citizen.authority.revoke", "POST", authority, reason, 404, null, null);
        String reports = "/citizen/v1/reports";
        send("citizen.report.file", "POST", reports, "{}", 422, null, null);
        send("citizen.report.file", "UPLOAD", "/citizen/v1/report-photos", null, 415, null, null);
        get("citizen.report.read", reports);
        get("citizen.report.read", "/citizen/v1/report-kinds");
        send("citizen.report.read", "GET", reports + "/7K3M-9PQ2-WX4A-0TB1", null, 404, null, null);
    }

    private static void oversight() {
        String door = "/oversight/v1";
        get("oversight.case.list", door + "/cases?limit=1");
        get("oversight.case.read", door + "/cases/{case}");
        get("oversight.case.history", door + "/cases/{case}/history");
        get("oversight.case.history", door + "/terms");
        get("oversight.case.evidence", door + "/cases/{case}/evidence");
        get("oversight.entry.list", door + "/entries?limit=1");
        get("oversight.statistics.read", door + "/statistics?by=office");
        get("oversight.rules.check", door + "/rules-check");
        // an invalid parameter, because an accepted stream would stay open for minutes
        send("oversight.stream.read", "GET", door + "/stream?after=x", null, 422, null, null);
    }
}
