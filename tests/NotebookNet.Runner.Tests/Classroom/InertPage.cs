using AngleSharp.Dom;

namespace NotebookNet.Runner.Tests.Classroom;

/// <summary>Tells that a page runs nothing and loads nothing.</summary>
internal static class InertPage
{
    private static readonly HashSet<string> s_harmless =
    [
        .. "html head meta title style body main header section article nav div p span pre code bdi h1 h2 h3 h4 h5 h6 ul ol li dl dt dd a strong em b i del small sub sup kbd br hr blockquote table thead tbody tfoot tr th td details summary img input".Split(
            ' '
        ),
        // Equations.
        .. "math semantics annotation mrow mi mo mn mfrac msup msub msubsup mtext mspace msqrt mstyle svg path".Split(
            ' '
        ),
    ];

    private static readonly HashSet<string> s_addresses =
    [
        "href",
        "src",
        "srcset",
        "action",
        "data",
        "poster",
        "background",
        "xlink:href",
        "formaction",
        "ping",
        "cite",
    ];

    public static void Check(IDocument page)
    {
        Assert.Equal(
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'",
            page.QuerySelector("meta[http-equiv=Content-Security-Policy]")?.GetAttribute("content")
        );
        foreach (IElement element in page.All)
        {
            Assert.Contains(element.LocalName, s_harmless);
            foreach (IAttr attribute in element.Attributes)
            {
                Assert.False(
                    attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase),
                    $"<{element.LocalName} {attribute.Name}>"
                );
                if (s_addresses.Contains(attribute.Name))
                {
                    CheckAddress(element, attribute.Value);
                }

                if (attribute.Name == "style")
                {
                    Assert.DoesNotContain(
                        "url(",
                        attribute.Value,
                        StringComparison.OrdinalIgnoreCase
                    );
                }
            }
        }

        Assert.All(
            page.QuerySelectorAll("style"),
            style =>
            {
                Assert.DoesNotContain(
                    "@import",
                    style.TextContent,
                    StringComparison.OrdinalIgnoreCase
                );
                Assert.DoesNotMatch(@"url\(\s*[""']?(?!data:)", style.TextContent);
            }
        );
        Assert.All(
            page.QuerySelectorAll("meta[http-equiv]"),
            meta => Assert.Equal("Content-Security-Policy", meta.GetAttribute("http-equiv"))
        );
    }

    private static void CheckAddress(IElement element, string address) =>
        Assert.Matches(
            element.LocalName switch
            {
                "a" => "^(#|https?://|mailto:|feedback/)",
                "img" => "^data:image/png;base64,[A-Za-z0-9+/=]+$",
                _ => "^$ nothing else has an address",
            },
            address
        );
}
