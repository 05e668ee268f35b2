using System.Diagnostics;
using System.Text.Json.Nodes;
using NotebookNet.Runner.Classroom;
using NotebookNet.Runner.Commands;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Runner.Tests.Classroom;

/// <summary>Whose a file is and what it answers, in the folders that learning systems make.</summary>
public sealed class SubmissionFilesTests : IDisposable
{
    private const string Slopes = "02-numerical-differentiation";
    private const string Losses = "05-losses";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private void Make(params string[] files)
    {
        foreach (string file in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder[file])!);
            File.WriteAllText(_folder[file], "{}");
        }
    }

    private IReadOnlyList<Submission> Find(string folder, params string[] assignments) =>
        SubmissionFiles.Find([_folder[folder]], assignments, null);

    private static IEnumerable<(string, string)> Told(IEnumerable<Submission> submissions) =>
        submissions.Select(one => (one.Student, one.Assignment));

    [Theory]
    [InlineData("course")]
    [InlineData("course/submitted")]
    public void Nbgraders_folders_name_student_and_notebook(string given)
    {
        Make(
            $"course/submitted/hacker/week1/{Slopes}.ipynb",
            $"course/submitted/hacker/week1/{Losses}.ipynb",
            "course/submitted/hacker/week1/timestamp.txt",
            $"course/submitted/hacker/week1/.ipynb_checkpoints/{Slopes}-checkpoint.ipynb",
            $"course/submitted/bitdiddle/week1/{Slopes}.ipynb",
            $"course/submitted/__MACOSX/bitdiddle/{Slopes}.ipynb"
        );

        Assert.Equal(
            [("bitdiddle", Slopes), ("hacker", Slopes), ("hacker", Losses)],
            Told(Find(given, Slopes, Losses))
        );
    }

    [Theory]
    [InlineData("submitted/hacker")]
    [InlineData("submitted/hacker/week1")]
    public void One_students_folder_of_nbgrader_names_the_student(string given)
    {
        Make($"submitted/hacker/week1/{Slopes}.ipynb");

        Assert.Equal([("hacker", Slopes)], Told(Find(given, Slopes, Losses)));
    }

    [Fact]
    public void Moodles_folders_name_the_student_with_and_without_the_last_underscore()
    {
        Make(
            "all/Minji Kim_1234567_assignsubmission_file_/homework.ipynb",
            "all/José García_1234568_assignsubmission_file/sub/homework.ipynb",
            "all/Minji Kim_1234567_assignsubmission_onlinetext_/onlinetext.html"
        );

        Assert.Equal(
            [("José García", Slopes), ("Minji Kim", Slopes)],
            Told(Find("all", Slopes)).Order()
        );
        Assert.Equal(
            [("Minji Kim", Slopes)],
            Told(Find("all/Minji Kim_1234567_assignsubmission_file_", Slopes))
        );
    }

    [Fact]
    public void Moodles_files_name_the_student_and_two_of_one_name_stay_two()
    {
        Make(
            $"all/Minji Kim_11_assignsubmission_file_{Slopes}.ipynb",
            $"all/Minji Kim_12_assignsubmission_file_{Slopes}.ipynb",
            $"all/Ann Lee_13_assignsubmission_file_{Slopes}.ipynb"
        );

        Assert.Equal(
            ["Ann Lee", "Minji Kim (11)", "Minji Kim (12)"],
            Find("all", Slopes).Select(one => one.Student)
        );
        Assert.All(Find("all", Slopes), one => Assert.Null(one.Trouble));
    }

    [Fact]
    public void A_student_has_another_number_in_another_download_of_Moodle()
    {
        Make(
            $"a/Minji Kim_11_assignsubmission_file_/{Slopes}.ipynb",
            $"b/Minji Kim_99_assignsubmission_file_/{Losses}.ipynb"
        );

        Assert.Equal(
            [("Minji Kim", Slopes), ("Minji Kim", Losses)],
            Told(SubmissionFiles.Find([_folder["a"], _folder["b"]], [Slopes, Losses], null))
        );
    }

    [Fact]
    public void Canvas_names_the_student_and_its_last_number_counts()
    {
        Make(
            $"all/kimminji_12345_678910_{Slopes}.ipynb",
            $"all/kimminji_12345_678950_{Slopes}-2.ipynb",
            $"all/kimminji_12345_678930_{Slopes}-1.ipynb",
            $"all/leeann_LATE_12346_678911_{Slopes}.ipynb",
            $"all/anon_x7Tq2_678912_{Slopes}.ipynb"
        );
        // The number of the name counts, not the time of the file.
        File.SetLastWriteTimeUtc(
            _folder[$"all/kimminji_12345_678910_{Slopes}.ipynb"],
            new DateTime(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc)
        );

        IReadOnlyList<Submission> found = Find("all", Slopes, Losses);

        Assert.Equal(
            ["anon_x7Tq2", "kimminji", "kimminji", "kimminji", "leeann"],
            found.Select(one => one.Student).Order(StringComparer.Ordinal)
        );
        Submission last = Assert.Single(
            found,
            one => one.Student == "kimminji" && one.SupersededBy is null
        );
        Assert.EndsWith(
            "678950_02-numerical-differentiation-2.ipynb",
            last.Path,
            StringComparison.Ordinal
        );
        Assert.Equal(
            2,
            found.Count(one =>
                one.Trouble == $"superseded by {last.Path}" && one.SupersededBy == last.Path
            )
        );
    }

    [Fact]
    public void The_newer_of_two_files_counts()
    {
        Make($"all/kim/{Slopes}.ipynb", $"all/kim/{Slopes} (1).ipynb");
        File.SetLastWriteTimeUtc(
            _folder[$"all/kim/{Slopes} (1).ipynb"],
            new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc)
        );

        IReadOnlyList<Submission> found = Find("all", Slopes);

        Assert.Equal(
            [$"{Slopes}.ipynb"],
            found.Where(one => one.SupersededBy is null).Select(one => Path.GetFileName(one.Path))
        );
        Assert.All(found, one => Assert.Equal(("kim", Slopes), (one.Student, one.Assignment)));
    }

    [Fact]
    public void A_file_that_has_the_assignments_name_counts_before_a_newer_one_that_has_not()
    {
        Make($"all/kim/{Slopes}.ipynb", "all/kim/scratch.ipynb", "all/lee/solved.ipynb");
        File.SetLastWriteTimeUtc(
            _folder["all/kim/scratch.ipynb"],
            new DateTime(2100, 1, 1, 0, 0, 0, DateTimeKind.Utc)
        );

        Assert.Equal(
            [$"{Slopes}.ipynb", "solved.ipynb"],
            Find("all", Slopes)
                .Where(one => one.Trouble is null)
                .Select(one => Path.GetFileName(one.Path))
        );
    }

    [Theory]
    [InlineData($"kim-{Slopes}.ipynb", "kim")]
    [InlineData($"{Slopes}_kim.ipynb", "kim")]
    [InlineData($"{Slopes} - kim (2).ipynb", "kim")]
    [InlineData("02-Numerical-Differentiation_KIM.IPYNB", "KIM")]
    [InlineData($"김민지_{Slopes}.ipynb", "김민지")]
    [InlineData("kim_2024_11_homework.ipynb", "kim_2024_11_homework")]
    [InlineData("kim.ipynb", "kim")]
    public void A_files_own_name_names_the_student(string file, string student)
    {
        Make($"all/{file}");

        Assert.Equal([(student, Slopes)], Told(Find("all", Slopes)));
    }

    [Fact]
    public void A_folder_for_an_assignment_is_no_student()
    {
        Make($"all/{Slopes}/kim.ipynb", $"all/{Slopes}/lee/x.ipynb");

        Assert.Equal([("kim", Slopes), ("lee", Slopes)], Told(Find("all", Slopes)));
    }

    [Fact]
    public void The_longest_name_wins_and_content_tells_where_no_name_does()
    {
        Make("all/kim/05-losses-more.ipynb", "all/lee/untitled.ipynb", "all/min/other.ipynb");

        IReadOnlyList<Submission> found = SubmissionFiles.Find(
            [_folder["all"]],
            [Losses, "05-losses-more"],
            null,
            (path, name) =>
                path.EndsWith("untitled.ipynb", StringComparison.Ordinal) && name == Losses
                    ? 0.8
                    : 0.1
        );

        Assert.Equal([("kim", "05-losses-more"), ("lee", Losses), ("min", "")], Told(found));
        Assert.Contains(
            "expected one of 05-losses, 05-losses-more",
            found[2].Trouble,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void With_one_assignment_too_content_tells_where_no_name_does()
    {
        const string Data = "double[] data = [1, 2, 3];";
        Assignment assignment = TeachersNotebook.Read([
            TeachersNotebook.Text("# Means"),
            ExportedNotebook.Code(Data),
            .. TeachersNotebook.Exercise(
                "double mean = double.NaN;   // your answer\nCheck.Number(\"1\", data.Average(), mean)",
                "double mean = data.Average();"
            ),
        ]);
        string name = assignment.Name;
        Make("all/eve/broken.ipynb", "all/flo/python.ipynb");
        Write($"all/ann/{name}.ipynb", TestNotebook.Cell("// nothing"));
        Write("all/ann/week2.ipynb", TestNotebook.Cell("double slope = 2;"));
        Write("all/bob/week2.ipynb", TestNotebook.Cell("double slope = 2;"));
        Write("all/cem/copied.ipynb", TestNotebook.Cell("var mean = 2.0;"));
        Write(
            "all/dan/renamed.ipynb",
            TeachersNotebook.Text("# Means"),
            TestNotebook.Cell(Data + "  \r\n")
        );
        File.WriteAllText(
            _folder["all/flo/python.ipynb"],
            """{"nbformat": 4, "cells": [], "metadata": {"kernelspec": {"name": "python3"}}}"""
        );
        Roster roster = new([
            .. new[] { "ann", "bob", "cem", "dan", "eve", "flo" }.Select(id => new RosterStudent(
                id,
                id
            )),
        ]);

        IReadOnlyList<Submission> found = SubmissionFiles.Find(
            [_folder["all"]],
            [name],
            roster,
            AssignmentFiles.ShareOf([assignment])
        );

        string no = $"neither its name nor its content is that of {name}";
        Assert.Equal(
            [
                ("ann", name, null),
                ("ann", "", no),
                ("bob", "", no),
                ("cem", name, null),
                ("dan", name, null),
                ("eve", name, null),
                ("flo", name, null),
            ],
            found.Select(one => (one.Student, one.Assignment, one.Trouble))
        );
        Assert.All(found, one => Assert.Null(one.SupersededBy));
        Assert.Equal(["bob"], roster.Missing(found, [name]).Select(one => one.Student));

        void Write(string file, params JsonObject[] cells)
        {
            Make(file);
            TestNotebook.Write(_folder[file], cells);
        }
    }

    [Fact]
    public void The_share_of_answers_counts_what_is_declared()
    {
        AssignedCell[] answers =
        [
            new(0, "a", true, CellRole.Answer, "1", "1") { AnswerNames = ["x", "y"] },
            new(1, "b", true, CellRole.AnswerAndCheck, "2", "2") { AnswerNames = ["Of"] },
            new(2, "c", true, CellRole.KeptBack, "3", "") { AnswerNames = ["z"] },
        ];

        Assert.Equal(0.5, ContentShare.OfAnswers(["int y = 1;", "int z = 1;"], answers));
        Assert.Equal(1, ContentShare.OfAnswers(["int x = 1; int Of() => x;"], answers));
        Assert.Equal(0, ContentShare.OfAnswers(["x = 1;"], answers));
        Assert.Equal(0, ContentShare.OfAnswers(["int x = 1;"], []));
    }

    [Fact]
    public void The_share_of_cells_counts_ids_or_texts()
    {
        AssignedCell[] cells =
        [
            new(0, "a", true, CellRole.Given, "1", "1"),
            new(1, "b", true, CellRole.Answer, "2", "2"),
            new(2, "c", true, CellRole.KeptBack, "3", ""),
            new(3, "d", false, CellRole.Given, "4", "4"),
            new(4, "e", false, CellRole.Given, "5", "5"),
        ];

        Assert.Equal(0.5, ContentShare.Of([("a", "x"), ("b", "y"), ("c", "3")], cells));
        Assert.Equal(0.75, ContentShare.Of([(null, "1"), (null, "2\n"), ("x", "4")], cells));
        Assert.Equal(0, ContentShare.Of([("a", "1")], []));
    }

    [Fact]
    public void Links_pipes_and_hidden_files_neither_hang_nor_are_followed()
    {
        Needs.Linux();
        Make($"outside/{Slopes}.ipynb", $"all/kim/{Slopes}.ipynb", $"all/.hidden/{Slopes}.ipynb");
        Directory.CreateDirectory(_folder["all/lee"]);
        Directory.CreateDirectory(_folder["all/min"]);
        File.CreateSymbolicLink(
            _folder[$"all/lee/{Slopes}.ipynb"],
            _folder[$"outside/{Slopes}.ipynb"]
        );
        Directory.CreateSymbolicLink(_folder["all/linked"], _folder["outside"]);
        using (Process make = Process.Start("mkfifo", [_folder[$"all/min/{Slopes}.ipynb"]]))
        {
            make.WaitForExit();
        }

        IReadOnlyList<Submission> found = Find("all", Slopes);

        Assert.Equal(
            [
                ("kim", null),
                ("lee", $"a link to {_folder[$"outside/{Slopes}.ipynb"]}: links are not followed"),
                ("min", "a pipe, not a file"),
            ],
            found.Select(one => (one.Student, one.Trouble))
        );
    }

    [Fact]
    public void What_was_named_twice_is_found_once_and_an_empty_folder_is_no_error()
    {
        Make($"all/kim/{Slopes}.ipynb");
        Directory.CreateDirectory(_folder["empty"]);

        IReadOnlyList<Submission> found = SubmissionFiles.Find(
            [_folder["all"], _folder["empty"], _folder[$"all/kim/{Slopes}.ipynb"]],
            [Slopes],
            null
        );

        Assert.Equal([("kim", Slopes)], Told(found));
        Assert.Throws<UsageException>(() => Find("nowhere", Slopes));
    }

    [Fact]
    public void Long_and_empty_names_survive()
    {
        string name = string.Concat(Enumerable.Repeat("가나다", 20));
        Make(
            $"all/{name}/{name}/{Slopes}.ipynb",
            "all/ /x.ipynb",
            "all/.../x.ipynb",
            "all/\u202Ekim\u200F/x.ipynb"
        );

        Assert.Contains(name, Find("all", Slopes).Select(one => one.Student));
        Assert.Contains("\u202Ekim\u200F", Find("all", Slopes).Select(one => one.Student));
    }

    [Fact]
    public void A_roster_names_students_and_tells_who_is_missing_and_who_is_unknown()
    {
        Roster roster = new([
            new("s1", "Minji Kim"),
            new("s2", "José García") { SystemId = "555" },
            new("20240003", "김민지"),
            new("s4", "Nobody Here"),
        ]);
        Make(
            $"all/kimminji_12345_678910_{Slopes}.ipynb",
            $"all/xyz_555_678911_{Slopes}.ipynb",
            $"all/\u1100\u1175\u11B7\u1106\u1175\u11AB\u110C\u1175_{Slopes}.ipynb",
            $"all/stranger-{Slopes}.ipynb"
        );

        IReadOnlyList<Submission> found = SubmissionFiles.Find([_folder["all"]], [Slopes], roster);

        Assert.Equal(
            [
                ("20240003", "김민지"),
                ("s1", "Minji Kim"),
                ("s2", "José García"),
                ("stranger", "stranger"),
            ],
            found.Select(one => (one.Student, one.Name)).Order()
        );
        Assert.Equal(
            ["stranger"],
            found.Where(one => one.Flags.Count > 0).Select(one => one.Student)
        );
        Assert.Equal(
            [new MissingSubmission("s4", "Nobody Here", Slopes)],
            roster.Missing(found, [Slopes])
        );
    }

    [Theory]
    [InlineData("week1", "week10_kim", false)]
    [InlineData("week1", "week10_week1", true)]
    [InlineData("week1", "kim_week1-2", true)]
    [InlineData("week1", "week1kim", true)]
    [InlineData("2-slopes", "12-slopes", false)]
    [InlineData("2-slopes", "kim2-slopes", true)]
    public void A_number_that_goes_on_is_of_another_assignment(
        string assignment,
        string name,
        bool isFound
    ) => Assert.Equal(isFound, new AssignmentNames([assignment]).In(name) is not null);
}
