package dev.souk.email;

import gg.jte.TemplateOutput;
import gg.jte.html.HtmlInterceptor;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.util.Map;

/**
 * Runs templates. The build has made a class of each, {@code receipt/page.jte} is {@code receipt.JtepageGenerated}, so they are called
 * by name and the compiler checks what they are given; JTE's engine, which would look them up by reflection, is not needed.
 */
public final class Rendering {
    private Rendering() {}

    /** A template below {@code src/main/jte/html}. */
    @FunctionalInterface
    public interface HtmlTemplate {
        void render(HtmlTemplateOutput out, HtmlInterceptor interceptor);
    }

    /** A template below {@code src/main/jte/text}. */
    @FunctionalInterface
    public interface TextTemplate {
        void render(TemplateOutput out, HtmlInterceptor interceptor);
    }

    /** What the template writes, with every value in it escaped for the place where it stands. */
    public static String html(HtmlTemplate template) {
        StringOutput out = new StringOutput();
        template.render(new OwaspHtmlTemplateOutput(out), NOTHING);
        return out.toString();
    }

    /** What the template writes, values as they are. */
    public static String text(TextTemplate template) {
        StringOutput out = new StringOutput();
        template.render(out, NOTHING);
        return out.toString();
    }

    private static final HtmlInterceptor NOTHING = new HtmlInterceptor() {
        @Override
        public void onHtmlTagOpened(String name, Map<String, Object> attributes, TemplateOutput out) {}

        @Override
        public void onHtmlTagClosed(String name, TemplateOutput out) {}
    };
}
