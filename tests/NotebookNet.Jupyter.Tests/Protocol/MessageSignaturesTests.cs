using System.Text;
using NotebookNet.Jupyter.Protocol;

namespace NotebookNet.Jupyter.Tests.Protocol;

/// <summary>Signatures, beside those that Python's hmac module computes.</summary>
public class MessageSignaturesTests
{
    private const string OfCode =
        "362de17e068770327a48d9f8adcb4eb8e94107e07fae12a5ec05650c435f66d1";

    private static readonly string[] s_code = ["{\"a\": 1}", "{}", "{}", "{\"code\": \"1+1\"}"];

    [Theory]
    [InlineData("key", OfCode, "{\"a\": 1}", "{}", "{}", "{\"code\": \"1+1\"}")]
    [InlineData(
        "Schlüssel",
        "5e911f6b07abc1a8958e856805c403996a0d83f9b2618e30cc1a3dfa1bcede4b",
        "{\"ä\": \"€\"}",
        "{}",
        "{}",
        "{}"
    )]
    [InlineData("", "", "{}", "{}", "{}", "{}")]
    public void A_message_is_signed_as_others_sign_it(
        string key,
        string signature,
        params string[] parts
    ) =>
        Assert.Equal(
            signature,
            Encoding.ASCII.GetString(
                new MessageSignatures(Bytes(key)).Sign([.. parts.Select(Bytes)])
            )
        );

    [Theory]
    [InlineData(OfCode, true)]
    [InlineData("362DE17E068770327A48D9F8ADCB4EB8E94107E07FAE12A5EC05650C435F66D1", true)]
    [InlineData("", false)]
    [InlineData("362de17e", false)]
    [InlineData("462de17e068770327a48d9f8adcb4eb8e94107e07fae12a5ec05650c435f66d1", false)]
    [InlineData("362de17e068770327a48d9f8adcb4eb8e94107e07fae12a5ec05650c435f66d1 ", false)]
    [InlineData("g62de17e068770327a48d9f8adcb4eb8e94107e07fae12a5ec05650c435f66d1", false)]
    [InlineData("ééééééééééééééééééééééééééééééééé", false)]
    public void Only_the_right_signature_is_taken(string signature, bool isRight) =>
        Assert.Equal(
            isRight,
            new MessageSignatures(Bytes("key")).Verify(Bytes(signature), [.. s_code.Select(Bytes)])
        );

    [Fact]
    public void Without_a_key_every_signature_is_taken() =>
        Assert.True(new MessageSignatures([]).Verify("x"u8, [.. s_code.Select(Bytes)]));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
