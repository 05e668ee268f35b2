using System.Text.Json.Nodes;
using NotebookNet.Runner.Packages;

namespace NotebookNet.Runner.Tests;

/// <summary>How versions of packages are written, and what is said where others were chosen.</summary>
public sealed class PackageVersionTests
{
    [Theory]
    [InlineData("1.2.3", true)]
    [InlineData("1", true)]
    [InlineData("1.2.3.4", true)]
    [InlineData("1.2.3-beta.1", true)]
    [InlineData("[1.2.3]", true)]
    [InlineData("[1.0,2.0)", false)]
    [InlineData("(1.0,)", false)]
    [InlineData("[1.*,2.0)", false)]
    [InlineData("1.*", false)]
    [InlineData("1.2.*", false)]
    [InlineData("*", false)]
    [InlineData("*-*", false)]
    [InlineData("1.*-*", false)]
    [InlineData("2.1.0-*", false)]
    [InlineData("2.1.0-beta*", false)]
    public void A_version_is_read_and_the_exact_one_known(string text, bool isExact)
    {
        Assert.True(PackageVersion.IsOne(text));
        Assert.Equal(isExact, PackageVersion.IsExact(text));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("1.2.3, extra")]
    [InlineData(">= 1.0")]
    [InlineData("v1.0")]
    [InlineData("[1.0")]
    public void What_is_no_version_is_not_read(string text) =>
        Assert.False(PackageVersion.IsOne(text));

    [Fact]
    public void What_was_chosen_instead_is_said_in_one_line_each()
    {
        JsonNode assets = JsonNode.Parse(
            """
            {
              "logs": [
                { "code": "NU1603", "message": "packages depends on Mgw.A (>= 1.1.0) but Mgw.A 1.1.0 was not found. Mgw.A 1.2.3 was resolved instead." },
                { "code": "NU1603", "message": "Mgw.B 1.0.0 depends on Mgw.A (>= 1.1.0) but Mgw.A 1.1.0 was not found. Mgw.A 1.2.3 was resolved instead." },
                { "code": "NU1605", "message": "Detected package downgrade: Mgw.A from 2.0.0 to 1.2.3. Reference the package directly from the project to select a different version. \n packages -> Mgw.B 1.0.0 -> Mgw.A (>= 2.0.0) \n packages -> Mgw.A (>= 1.2.3)" },
                { "code": "NU1608", "message": "Detected package version outside of dependency constraint: Mgw.C 1.0.0 requires Mgw.A (= 1.0.0) but version Mgw.A 1.2.3 was resolved." },
                { "code": "NU1701", "message": "Package was restored using another framework." }
              ],
              "targets": { "net10.0": { "Mgw.B/1.0.0": { "dependencies": { "Mgw.A": "2.0.0" } }, "Mgw.A/1.2.3": {} } },
              "libraries": { "Mgw.B/1.0.0": { "type": "package" }, "Mgw.A/1.2.3": { "type": "package" }, "Own/1.0.0": { "type": "project" } }
            }
            """
        )!;

        Assert.Equal(
            [
                "Mgw.A 1.1.0 is not served; 1.2.3 is used (NU1603).",
                "Mgw.A >= 1.1.0, which Mgw.B 1.0.0 wants, is not served; 1.2.3 is used (NU1603).",
                "Mgw.B 1.0.0 wants Mgw.A 2.0.0 or later; 1.2.3 is used, which was asked for (NU1605).",
                "Mgw.C 1.0.0 requires Mgw.A (= 1.0.0) but version Mgw.A 1.2.3 was resolved (NU1608).",
            ],
            RestoredPackages.Substitutions(assets, "packages")
        );
        Assert.Equal(
            [new("Mgw.B", "1.0.0", null), new("Mgw.A", "1.2.3", "Mgw.B 1.0.0")],
            RestoredPackages.In(assets)
        );
    }
}
