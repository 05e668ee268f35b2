using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsvHelper;
using NotebookNet.Runner.Classroom;
using NotebookNet.Runner.Classroom.Reports;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests.Classroom;

/// <summary>The grades for spreadsheets and for programs.</summary>
public sealed class GradesTableTests
{
    private static List<string[]> Read(byte[] file)
    {
        using CsvReader csv = CsvReader.Create(
            file,
            new CsvReaderOptions
            {
                HasHeader = false,
                MalformedData = CsvMalformedDataHandling.Throw,
            }
        );
        List<string[]> rows = [];
        while (csv.Read())
        {
            rows.Add(csv.Current.ToArray());
        }

        return rows;
    }

    [Fact]
    public void A_line_holds_a_student_and_an_assignment()
    {
        ClassGrades grades = SampleClass.Of(
            SampleClass.Grade("kim", Verdict.Right, Verdict.TimedOut),
            SampleClass.Grade("ann", Verdict.ByHand, Verdict.Right) with
            {
                Flags = ["a check was edited"],
            }
        ) with
        {
            Missing = [new("zoe", "Zoe Ü", SampleClass.Assignment)],
        };

        byte[] file = GradesCsv.Write(grades);

        Assert.Equal([0xEF, 0xBB, 0xBF], file[..3]);
        Assert.Equal(
            [
                "student|name|assignment|file|points|max points|Exercise 1|Exercise 2|flags|trouble|seconds",
                "ann|ann|02-numerical-differentiation|/handed-in/ann.ipynb|2|3|by hand|right|a check was edited||1.2",
                "kim|kim|02-numerical-differentiation|/handed-in/kim.ipynb|1|3|right|timed out|||1.2",
                "zoe|Zoe Ü|02-numerical-differentiation||||||" + "|nothing was handed in|",
            ],
            Read(file).Select(row => string.Join('|', row))
        );
    }

    [Fact]
    public void What_was_not_graded_has_neither_verdicts_nor_points()
    {
        SubmissionGrade grade = SampleClass.Grade("kim", Verdict.Right, Verdict.NotAnswered) with
        {
            Trouble = "no notebook",
        };

        Assert.Equal(
            "kim|kim|02-numerical-differentiation|/handed-in/kim.ipynb||||||no notebook|1.2",
            string.Join('|', Read(GradesCsv.Write(SampleClass.Of(grade)))[1])
        );
    }

    [Fact]
    public void Exercises_of_several_assignments_have_columns_of_their_own()
    {
        ClassGrades grades = new(
            [new("a", ["Exercise 1"]), new("b", ["Exercise 1"])],
            [
                new(new Submission("kim", "x", "a"), [new("Exercise 1", Verdict.Right)]),
                new(new Submission("kim", "y", "b"), [new("Exercise 1", Verdict.Wrong)]),
            ]
        );

        List<string[]> rows = Read(GradesCsv.Write(grades));

        Assert.Equal(["a: Exercise 1", "b: Exercise 1"], rows[0][6..8]);
        Assert.Equal(["right", ""], rows[1][6..8]);
        Assert.Equal(["", "wrong"], rows[2][6..8]);
    }

    [Theory]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("+1")]
    [InlineData("-1+1")]
    [InlineData("@SUM(1)")]
    [InlineData("\t=1")]
    [InlineData("\r=1")]
    [InlineData("\nx")]
    [InlineData("  =1")]
    [InlineData("\"=1")]
    [InlineData(" \"=1")]
    [InlineData("\u200F=1")]
    [InlineData("\uFEFF=1")]
    [InlineData("\u00A0@x")]
    [InlineData("＝1")]
    [InlineData("＋1")]
    [InlineData("－1")]
    [InlineData("＠x")]
    public void A_text_that_may_run_as_a_formula_begins_with_an_apostrophe(string text) =>
        Assert.StartsWith("'", SpreadsheetText.Of(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("a;=1", "a;'=1")]
    [InlineData("a,\"=1", "a,'\"=1")]
    [InlineData("a\n+1", "a\n'+1")]
    [InlineData("a\t@x", "a\t'@x")]
    public void Nor_does_one_begin_where_another_separator_would_cut(string text, string safe) =>
        Assert.Equal(safe, SpreadsheetText.Of(text));

    [Theory]
    [InlineData("Kim Minji")]
    [InlineData("김민지")]
    [InlineData("02-numerical-differentiation")]
    [InlineData("a = b")]
    [InlineData("")]
    [InlineData("x-1; y")]
    public void Other_text_stays_as_it_is(string text) =>
        Assert.Equal(text, SpreadsheetText.Of(text));

    [Fact]
    public void No_cell_of_a_hostile_class_is_a_formula_for_another_reader_either()
    {
        Needs.NbFormat();
        string[] names = ["=1+1", "\"=1", "a\n=1", "+\"x\"\",=2", "\t@x", "-5", "김, 민지"];
        ClassGrades grades = SampleClass.Of([
            .. names.Select(name =>
                SampleClass.Grade(name, Verdict.Right, Verdict.Wrong) with
                {
                    Flags = [name],
                    Trouble = name,
                }
            ),
        ]);
        ProcessStartInfo start = new(
            "/usr/bin/python3",
            [
                "-c",
                "import csv,io,sys,json; print(json.dumps(list(csv.reader(io.StringIO(sys.stdin.buffer.read().decode('utf-8-sig'), newline='')))))",
            ]
        )
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using Process python = Process.Start(start)!;
        python.StandardInput.BaseStream.Write(GradesCsv.Write(grades));
        python.StandardInput.Close();
        string[][] rows = JsonSerializer.Deserialize<string[][]>(
            python.StandardOutput.ReadToEnd()
        )!;

        Assert.Equal(Read(GradesCsv.Write(grades)), rows);
        Assert.Equal(names.Length + 1, rows.Length);
        Assert.All(
            rows.SelectMany(row => row),
            cell => Assert.DoesNotMatch(@"^[\s""']*(?<!'.*)[=+\-@]", cell)
        );
        Assert.Contains("김, 민지", rows.Select(row => row[0]));
    }

    [Fact]
    public void Programs_read_all_that_is_known()
    {
        ClassGrades grades = SampleClass.Of(
            SampleClass.Grade("kim\uD800", Verdict.Wrong, Verdict.ByHand, "6.5")
        ) with
        {
            Missing = [new("zoe", "Zoe", SampleClass.Assignment)],
        };

        JsonNode root = JsonNode.Parse(GradesJson.Write(grades))!;

        JsonNode submission = root["submissions"]![0]!;
        Assert.Equal(1, (int)root["version"]!);
        Assert.Equal("kim\uFFFD", (string?)submission["student"]);
        Assert.Equal(3, (double)submission["maxPoints"]!);
        Assert.True((bool)submission["counts"]!);
        Assert.Equal("wrong", (string?)submission["exercises"]![0]!["verdict"]);
        Assert.Equal("expected 6.25", (string?)submission["exercises"]![0]!["detail"]);
        Assert.Equal("6.5", (string?)submission["exercises"]![0]!["answer"]);
        Assert.Equal("by-hand", (string?)submission["exercises"]![1]!["verdict"]);
        Assert.Null(submission["exercises"]![1]!["points"]);
        Assert.Equal("zoe", (string?)root["missing"]![0]!["student"]);
    }

    [Fact]
    public void Files_of_feedback_have_names_that_every_system_takes()
    {
        string[] students =
        [
            "../../etc/passwd",
            "=cmd|' /C calc'!A0",
            "<script>alert(1)</script>",
            "CON",
            "com1.txt",
            "COM1",
            "name...",
            "name ",
            "",
            "...",
            new string('a', 255),
            new string('a', 255) + "b",
            "Kim",
            "kim",
            "kím",
            "kim-2",
            "김민지",
            "\u202Egnp.exe",
            "a\0b/c\\d:e*f?g\"h",
            "😀",
        ];

        IReadOnlyList<string> names = FeedbackNames.Of(
            SampleClass.Of([
                .. students.Select(student =>
                    SampleClass.Grade(student, Verdict.Right, Verdict.Right)
                ),
            ])
        );

        Assert.Equal(students.Length, names.Count);
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(
            names,
            name =>
            {
                Assert.Matches(@"^[\p{L}\p{N}]([\p{L}\p{N}_-]*[\p{L}\p{N}])?\.html$", name);
                Assert.DoesNotMatch(@"(?i)^(con|prn|aux|nul|com\d|lpt\d)\.", name);
                Assert.InRange(Encoding.UTF8.GetByteCount(name), 6, 255);
            }
        );
        Assert.Contains($"김민지-{SampleClass.Assignment}.html", names);
    }

    [Fact]
    public void Of_two_files_the_one_that_counts_has_the_name_without_a_number()
    {
        SubmissionGrade counts = SampleClass.Grade("mkim", Verdict.Right, Verdict.Right);
        SubmissionGrade old = counts with
        {
            Submission = counts.Submission with { SupersededBy = counts.Submission.Path },
        };

        Assert.Equal(
            [$"mkim-2-{SampleClass.Assignment}.html", $"mkim-{SampleClass.Assignment}.html"],
            FeedbackNames.Of(SampleClass.Of(old, counts))
        );
    }

    [Fact]
    public void Two_runs_for_two_assignments_name_no_file_alike()
    {
        string longest = new('가', 300);
        IEnumerable<string> names = new[] { "week1", "week2", "" }.SelectMany(assignment =>
            FeedbackNames.Of(
                SampleClass.Of([
                    .. new[] { "mkim", "mkim", longest }.Select(student => new SubmissionGrade(
                        new Submission(student, "/handed-in/week2.ipynb", assignment),
                        []
                    )),
                ])
            )
        );

        Assert.Equal(9, names.Distinct().Count());
        Assert.Contains("mkim-other-week2.html", names);
    }
}
