using System.Text;
using NotebookNet.Runner.Classroom;
using NotebookNet.Runner.Commands;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests.Classroom;

/// <summary>The class's list, as spreadsheets and nbgrader save it.</summary>
public sealed class RosterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private Roster Read(string text, Encoding? encoding = null)
    {
        File.WriteAllText(_folder["roster.csv"], text, encoding ?? new UTF8Encoding(false));
        return RosterFile.Read(_folder["roster.csv"]);
    }

    [Theory]
    [InlineData("id,first_name,last_name,email\ns1,Minji,Kim,m@x.kr\n\ns2,José,\"García, Jr.\",\n")]
    [InlineData("id;first_name;last_name;email\r\ns1;Minji;Kim;m@x.kr\r\ns2;José;García, Jr.;\r\n")]
    [InlineData(
        "Student ID\tFirst name\tLast name\tEmail address\ns1\tMinji\tKim\tm@x.kr\ns2\tJosé\tGarcía, Jr.\t\n"
    )]
    public void Every_separator_is_read(string text)
    {
        foreach (
            Encoding encoding in new[] { new UTF8Encoding(false), Encoding.UTF8, Encoding.Unicode }
        )
        {
            Assert.Equal(
                [("s1", "Minji Kim", "m@x.kr"), ("s2", "José García, Jr.", "")],
                Read(text, encoding).Students.Select(one => (one.Id, one.Name, one.Email))
            );
        }
    }

    [Theory]
    [InlineData("s1")]
    [InlineData("S1")]
    [InlineData("m.kim@x.kr")]
    [InlineData("m.kim")]
    [InlineData("Minji Kim")]
    [InlineData("KIM, Minji")]
    [InlineData("kimminji")]
    [InlineData("minji_kim")]
    [InlineData("\u200FMinji\u00A0Kim\u202C")]
    [InlineData("Ｍｉｎｊｉ Kim")]
    public void A_student_is_found_by_every_spelling(string text) =>
        Assert.Equal(
            "s1",
            Read("id,name,email\ns1,Minji Kim,m.kim@x.kr\ns2,Ann Lee,\n").Find(text)?.Id
        );

    [Theory]
    [InlineData("Jose Garcia", "José García")]
    [InlineData("JOSE\u0301 GARCI\u0301A", "José García")]
    [InlineData("garciajose", "José García")]
    [InlineData("Lukasz Zolc", "Łukasz Żółć")]
    [InlineData("Strauss Bjorn", "Björn Strauß")]
    [InlineData("Nguyen Thi Hong", "Nguyễn Thị Hồng")]
    [InlineData("\u1100\u1175\u11B7\u1106\u1175\u11AB\u110C\u1175", "김민지")]
    public void Accents_do_not_matter(string text, string name) =>
        Assert.Equal("s1", Read($"id,name\ns1,{name}\ns2,Other Person\n").Find(text)?.Id);

    [Theory]
    [InlineData("")]
    [InlineData("Minji")]
    [InlineData("---")]
    [InlineData("Min Kim")]
    public void Who_may_be_two_or_nobody_is_not_guessed(string text) =>
        Assert.Null(Read("id,name\ns1,Kim Min\ns2,Min Kim\ns3,---\n").Find(text));

    [Theory]
    [InlineData(
        "name,email\nKim,\n",
        "line 1: expected a column \"id\", found \"name\", \"email\""
    )]
    [InlineData("", "line 1: there is no header")]
    [InlineData(
        "id,name\ns1,Kim\ns2,Lee\nS1,Park\n",
        "line 4: the id \"S1\" is that of line 2 too"
    )]
    [InlineData("id,name\ns1,Kim\n,Lee\n", "line 3: the id is empty")]
    [InlineData("id,name\ns1,\"a\nb\"\n,Lee\n", "line 4: the id is empty")]
    public void What_is_wrong_is_told_with_its_line(string text, string told) =>
        Assert.Contains(
            told,
            Assert.Throws<UsageException>(() => Read(text)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Canvass_gradebook_is_a_roster()
    {
        Roster roster = Read(
            "Student,ID,SIS User ID,SIS Login ID,Section,Week 1 (77)\n"
                + ",,,,,Manual Posting\n"
                + "    Points Possible,,,,,10.0\n"
                + "\"Kim, Minji\",40912,s1,mkim@x.kr,A,9\n"
                + "\"Lee, Ann\",40913,,alee,A,\n"
                + "\"García, José\",40914,,,A,\n"
                + "\"Student, Test\",40999,,0a1b,A,\n"
        );

        Assert.Equal(
            [
                ("s1", "Kim, Minji", "40912"),
                ("alee", "Lee, Ann", "40913"),
                ("40914", "García, José", "40914"),
            ],
            roster.Students.Select(one => (one.Id, one.Name, one.SystemId))
        );
        Assert.Equal(
            ["s1", "s1", "s1", "s1"],
            new[] { "s1", "mkim", "kimminji", "Minji Kim" }.Select(text => roster.Find(text)?.Id)
        );
        Assert.Equal("alee", roster.FindBySystem("40913")?.Id);
    }

    [Fact]
    public void Another_encoding_is_told()
    {
        File.WriteAllBytes(_folder["roster.csv"], [.. "id,name\ns1,"u8, 0xB1, 0xE8, (byte)'\n']);

        Assert.Contains(
            "not UTF-8",
            Assert.Throws<UsageException>(() => RosterFile.Read(_folder["roster.csv"])).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Missing_names_survive()
    {
        string name = new('가', 300);

        Assert.Equal(
            ["s1", name, "\u200Fعلي"],
            Read($"id,name\ns1,\ns2,{name}\ns3,\u200Fعلي\n").Students.Select(one => one.Name)
        );
    }
}
