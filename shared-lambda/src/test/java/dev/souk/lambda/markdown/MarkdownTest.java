package dev.souk.lambda.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MarkdownTest {
    /** All that may stand in what is rendered: our elements, with our attributes. Everything else must be text. */
    private static final Pattern ALLOWED = Pattern.compile("</?(?:p|em|strong|ul|li|blockquote|pre|h[1-6])>"
            + "|<(?:br|hr) />"
            + "|</?ol>|<ol start=\"\\d+\">"
            + "|</?code>|<code class=\"language-[^\"<>]*\">"
            + "|</a>|<a href=\"(?:https?://|mailto:)[^\"<>\\s]*\" rel=\"nofollow noopener ugc\">");

    private static final List<String> ATTACKS = List.of(
            "<script>alert(1)</script>",
            "a <script>alert(1)</script> b",
            "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
            "<img src=x onerror=alert(1)>",
            "<svg/onload=alert(1)>",
            "<div><p onclick='x()'>**bold**</p></div>",
            "<iframe src=\"javascript:alert(1)\"></iframe>",
            "<style>*{display:none}</style>",
            "<!-- --><b onmouseover=alert(1)>x</b>",
            "<![CDATA[<script>alert(1)</script>]]>",
            "<?php echo 1 ?><base href=//evil.example>",
            "<<script>script>alert(1)<</script>/script>",
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt:alert(1))",
            "[x](<java\tscript:alert(1)>)",
            "[x](< javascript:alert(1)>)",
            "[x](\u0001javascript:alert(1))",
            "[x](\u00a0javascript:alert(1))",
            "[x](javascript&colon;alert(1))",
            "[x](&#106;avascript:alert(1))",
            "[x](&#x6A;&#x61;vascript:alert(1))",
            "[x](java&Tab;script:alert(1))",
            "[x](java&NewLine;script:alert(1))",
            "[x](javascript%3Aalert(1))",
            "[x](vbscript:msgbox(1))",
            "[x](data:text/html;base64,PHNjcmlwdD4=)",
            "[x](file:///etc/passwd)",
            "[x](//evil.example)",
            "[x](/v1/me)",
            "[x](https:evil)",
            "[x](http://a\\@evil.example)",
            "[x](https://a.example/\"onmouseover=\"alert(1))",
            "[x](https://a.example/ \"title\" onclick=\"x\")",
            "[x](<https://a.example/\"><script>alert(1)</script>>)",
            "[x][ref]\n\n[ref]: javascript:alert(1) \"t\"",
            "<javascript:alert(1)>",
            "<data:text/html,x>",
            "<https://a.example/?<script>>",
            "![x](https://evil.example/pixel.png)",
            "![x](javascript:alert(1))",
            "![\" onerror=\"alert(1)](x \"y\")",
            "[![x](javascript:alert(1))](javascript:alert(2))",
            "```\"><script>alert(1)</script>\ncode\n```",
            "``` x\" onclick=\"alert(1)\n<b>\n```",
            "    <script>alert(1)</script>",
            "`<script>`",
            "# <script>alert(1)</script>",
            "&lt;script&gt;alert(1)&lt;/script&gt;",
            "&#60;script&#62;",
            "\\<script>alert(1)\\</script>",
            "\u0000<script>\u0000",
            "*<em onclick=x>*");

    @Test
    void no_attack_gets_through_as_anything_but_text() {
        for (String attack : ATTACKS) {
            String rest = ALLOWED.matcher(Markdown.html(attack)).replaceAll("");
            assertThat(rest).as(attack).doesNotContain("<").doesNotContain(">");
        }
    }

    @Test
    void a_link_to_another_scheme_loses_its_address_and_keeps_its_words() {
        assertThat(Markdown.html("[see *this*](javascript:alert(1))")).isEqualTo("<p>see <em>this</em></p>");
    }

    @Test
    void a_link_to_the_web_vouches_for_nothing() {
        assertThat(Markdown.html("[fonts](https://fonts.example/a?b=1&c=\"2\")"))
                .isEqualTo("<p><a href=\"https://fonts.example/a?b=1&amp;c=%222%22\""
                        + " rel=\"nofollow noopener ugc\">fonts</a></p>");
        assertThat(Markdown.html("<seller@example.com>")).contains("href=\"mailto:seller@example.com\"");
    }

    @Test
    void of_an_image_only_its_description_is_shown() {
        assertThat(Markdown.html("![A *lantern*](https://elsewhere.example/l.png)"))
                .isEqualTo("<p>A <em>lantern</em></p>");
    }

    @Test
    void common_marks_are_rendered() {
        assertThat(Markdown.html("# Title\n\nSix weights, **OpenType**.")).isEqualTo("""
                <h1>Title</h1>
                <p>Six weights, <strong>OpenType</strong>.</p>""");
        assertThat(Markdown.html("- one\n- two")).isEqualTo("<ul>\n<li>one</li>\n<li>two</li>\n</ul>");
        assertThat(Markdown.html("```java\na < b\n```"))
                .isEqualTo("<pre><code class=\"language-java\">a &lt; b\n</code></pre>");
        assertThat(Markdown.html(" \n ")).isEmpty();
    }

    @Test
    void references_that_would_unfold_into_megabytes_are_shown_as_they_were_written() {
        String text = "[a]: https://a.example/" + "x".repeat(9_000) + "\n\n" + "[a]".repeat(3_500);
        assertThat(Markdown.html(text)).hasSizeLessThan(Markdown.LONGEST).startsWith("<p>[a]: https://a.example/xxx");
    }

    /** The time-out is a minute where a second is normal: it tells a text that hangs the parser, not a slow machine. */
    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void texts_made_to_choke_a_parser_are_rendered() {
        List<String> units = List.of(
                "[",
                "]",
                "![",
                "[a](",
                "[a](<",
                "*",
                "_",
                "**a ",
                "*a **a ",
                "_*",
                "<",
                "<a ",
                "<!--",
                "<?",
                "&",
                "`",
                "`a``",
                "> ",
                ">",
                "- ",
                "1. ",
                "* a\n ",
                "#",
                "\\",
                "\n",
                "a\n\n",
                "[a]: u\n",
                "[a]",
                "~~~\n",
                "<b>",
                "a@b.c ",
                "\u202e",
                "&#",
                "(",
                "[](",
                "!",
                "\t- ",
                "&amp;",
                "\"",
                "|a",
                "***\n",
                "😀[",
                "[a][");
        for (String unit : units) {
            int times = 20_000 / unit.length();
            String open = unit.repeat(times);
            assertThat(Markdown.html(open)).as(unit).hasSizeLessThanOrEqualTo(Markdown.LONGEST);
            String half = unit.repeat(times / 2);
            assertThat(Markdown.html(half + "x" + new StringBuilder(half).reverse()))
                    .as(unit)
                    .hasSizeLessThanOrEqualTo(Markdown.LONGEST);
        }
        StringBuilder ticks = new StringBuilder();
        for (int i = 1; ticks.length() < 20_000; i++) {
            ticks.append("a").append("`".repeat(i));
        }
        assertThat(Markdown.html(ticks.toString())).isNotEmpty();
        StringBuilder list = new StringBuilder();
        for (int i = 0; list.length() < 20_000; i++) {
            list.append("  ".repeat(i)).append("- a\n");
        }
        assertThat(Markdown.html(list.toString())).isNotEmpty();
    }
}
