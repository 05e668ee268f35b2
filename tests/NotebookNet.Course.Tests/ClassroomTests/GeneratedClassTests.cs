using System.Text;
using System.Text.Json.Nodes;
using NotebookNet.Course.Tests.Classroom;
using NotebookNet.Course.Tests.Classroom.Hostile;
using NotebookNet.Course.Tests.Model;
using NotebookNet.Runner.Classroom;
using NotebookNet.Runner.Notebooks;
using NotebookNet.Runner.Tests.Support;

namespace NotebookNet.Course.Tests.ClassroomTests;

public sealed class GeneratedClassTests
{
    public static TheoryData<string> Chapters =>
        [.. GeneratedClass.Chapters.Select(chapter => chapter.Prefix)];

    [Theory]
    [MemberData(nameof(Chapters))]
    public void A_class_has_forty_students_of_all_kinds(string prefix)
    {
        IReadOnlyList<Sample> samples = GeneratedClass.Of(Of(prefix));
        Assert.Equal(40, samples.Count);
        Assert.Equal(40, samples.Select(sample => sample.Student).Distinct().Count());
        Assert.Equal(
            Enum.GetValues<SampleKind>(),
            samples.Select(sample => sample.Kind).Distinct().Order()
        );
    }

    [Theory]
    [MemberData(nameof(Chapters))]
    public void Every_sample_says_what_each_exercise_may_get(string prefix)
    {
        Chapter chapter = Of(prefix);
        Assert.All(
            GeneratedClass.Of(chapter),
            sample =>
            {
                Assert.Equal(
                    chapter.Exercises.Select(exercise => $"Exercise {exercise.Number}"),
                    sample.Exercises.Keys.Order(StringComparer.Ordinal)
                );
                Assert.All(sample.Exercises.Values, Assert.NotEmpty);
            }
        );
    }

    [Theory]
    [MemberData(nameof(Chapters))]
    public void The_same_class_is_made_every_time(string prefix)
    {
        Chapter chapter = Of(prefix);
        IReadOnlyList<Sample> once = GeneratedClass.Of(chapter),
            again = GeneratedClass.Of(chapter);
        Assert.Equal(
            ClassFiles.Expected(prefix, once).ToJsonString(),
            ClassFiles.Expected(prefix, again).ToJsonString()
        );
        Assert.All(
            once.Zip(again),
            pair => Assert.True(pair.First.File.AsSpan().SequenceEqual(pair.Second.File))
        );
    }

    [Theory]
    [MemberData(nameof(Chapters))]
    public void Every_answer_that_the_chapter_keeps_is_handed_in(string prefix)
    {
        Chapter chapter = Of(prefix);
        IReadOnlyList<Sample> samples = GeneratedClass.Of(chapter);
        foreach (Exercise exercise in chapter.Exercises)
        {
            string name = $"Exercise {exercise.Number}";
            AllAreIn(exercise.WrongCode, SampleKind.Wrong, Verdict.Wrong);
            AllAreIn(exercise.RightCode, SampleKind.AnotherWay, Verdict.Right);
            AllAreIn(exercise.SolutionCode.Take(1), SampleKind.Right, Verdict.Right);

            void AllAreIn(IEnumerable<string> answers, SampleKind kind, Verdict verdict)
            {
                string[] cells =
                [
                    .. samples
                        .Where(sample =>
                            sample.Kind == kind && sample.Exercises[name].SequenceEqual([verdict])
                        )
                        .SelectMany(Cells),
                ];
                Assert.NotEmpty(answers);
                Assert.All(
                    answers,
                    answer => Assert.Contains(cells, cell => cell.Contains(answer))
                );
            }
        }
    }

    [Theory]
    [MemberData(nameof(Chapters))]
    public void Nobody_has_the_solutions_or_old_outputs(string prefix)
    {
        Chapter chapter = Of(prefix);
        Sample untouched = GeneratedClass
            .Of(chapter)
            .Single(sample => sample.Student == "partly-nothing");
        NotebookDocument handOut = NotebookDocument.Parse(untouched.File);
        Assert.Equal(
            chapter
                .Cells.Where(cell =>
                    !cell.Source.Contains(
                        "<summary style=\"display:list-item\">Solution ",
                        StringComparison.Ordinal
                    )
                )
                .Select(cell => cell.Source),
            handOut.Cells.Select(cell => cell.Source)
        );
        Assert.All(handOut.Cells.Where(cell => cell.IsCode), cell => Assert.Single(cell.Outputs));
    }

    [Theory]
    [MemberData(nameof(Chapters))]
    public void A_hostile_exercise_is_never_right_and_another_one_is(string prefix) =>
        Assert.All(
            GeneratedClass.Of(Of(prefix)).Where(sample => sample.Kind == SampleKind.Hostile),
            sample =>
            {
                Assert.Contains(
                    sample.Exercises.Values,
                    allowed => !allowed.Contains(Verdict.Right)
                );
                Assert.Contains(
                    sample.Exercises.Values,
                    allowed => allowed.SequenceEqual([Verdict.Right])
                );
                Assert.All(
                    sample.Exercises.Values,
                    allowed => Assert.True(allowed.Count == 1 || !allowed.Contains(Verdict.Right))
                );
            }
        );

    [Fact]
    public void Every_attack_is_in_some_class()
    {
        string all = string.Join(
            '\n',
            GeneratedClass.Chapters.SelectMany(GeneratedClass.Of).Select(sample => sample.What)
        );
        Assert.All(
            Attack.All,
            attack => Assert.Contains($": {attack.What}", all, StringComparison.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Chapters))]
    public async Task Programs_that_save_right_answers_save_notebooks(string prefix)
    {
        Needs.NbFormat();
        Chapter chapter = Of(prefix);
        using TemporaryFolder folder = new();
        foreach (Sample sample in RightSamples.Of(chapter))
        {
            byte[] file = sample.File;
            string path = folder[$"{sample.Student}.ipynb"];
            await File.WriteAllBytesAsync(
                path,
                file.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? file[3..] : file,
                TestContext.Current.CancellationToken
            );
            await NbFormat.ValidateAsync(path);
        }
    }

    [Fact]
    public void A_class_is_written_as_folders_of_students()
    {
        using TemporaryFolder folder = new();
        Chapter chapter = Of("02");
        string written = ClassFiles.Write(chapter, folder.Path);
        JsonNode expected = JsonNode.Parse(
            File.ReadAllText(Path.Combine(written, "expected.json"))
        )!;
        string[] students =
        [
            .. expected["submissions"]!.AsArray().Select(one => (string)one!["student"]!),
        ];
        Assert.Equal(
            students.Order(StringComparer.Ordinal),
            Directory
                .GetDirectories(Path.Combine(written, "submitted"))
                .Select(Path.GetFileName)
                .Order(StringComparer.Ordinal)
        );
        Assert.All(
            students,
            student =>
                Assert.True(File.Exists(Path.Combine(written, "submitted", student, chapter.Name)))
        );
    }

    private static Chapter Of(string prefix) =>
        GeneratedClass.Chapters.Single(chapter => chapter.Prefix == prefix);

    private static IEnumerable<string> Cells(Sample sample) =>
        NotebookDocument
            .Parse(sample.File)
            .Cells.Select(cell => cell.Source.ReplaceLineEndings("\n"));
}
