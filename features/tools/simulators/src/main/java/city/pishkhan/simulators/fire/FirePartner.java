package city.pishkhan.simulators.fire;

import city.pishkhan.simulators.inquiries.InquiryBook;
import city.pishkhan.simulators.site.Login;
import city.pishkhan.simulators.site.Partner;
import city.pishkhan.simulators.site.Site;
import java.io.IOException;

/** Simulated fire department (سازمان آتش‌نشانی): SOAP at {@code /fire}, with its WSDL at {@code /fire?wsdl}. */
public final class FirePartner implements Partner {

    private InquiryBook book;

    @Override
    public String name() {
        return "fire";
    }

    @Override
    public void mount(Site site) throws IOException {
        book = new InquiryBook(site, new FireRules());
        site.soap("", new FireEndpoint(book, new Login(site)));
    }

    @Override
    public void close() {
        book.close();
    }
}
