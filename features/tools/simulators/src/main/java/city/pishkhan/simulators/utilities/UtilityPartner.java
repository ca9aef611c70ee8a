package city.pishkhan.simulators.utilities;

import city.pishkhan.simulators.inquiries.InquiryBook;
import city.pishkhan.simulators.inquiries.Rules;
import city.pishkhan.simulators.site.Login;
import city.pishkhan.simulators.site.Partner;
import city.pishkhan.simulators.site.Site;
import java.io.IOException;

/** Simulated utility company with the REST interface that the ministry's companies share. */
public class UtilityPartner implements Partner {

    private final String name;
    private final Rules rules;
    private InquiryBook book;

    public UtilityPartner(String name, Rules rules) {
        this.name = name;
        this.rules = rules;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public void mount(Site site) throws IOException {
        book = new InquiryBook(site, rules);
        Login login = new Login(site);
        site.servlet("/inquiries/*", new UtilityServlet(book, login));
        site.servlet("/health", new UtilityHealthServlet(login));
    }

    final InquiryBook book() {
        return book;
    }

    @Override
    public void close() {
        book.close();
    }
}
