using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace NotebookNet.Editors.Tests;

/// <summary>What `nbconvert --execute` stores with the kernel, and shows as a page.</summary>
[Collection<Chromium>]
public sealed class ExecutedNotebookTests(Chromium chromium)
{
    public static TheoryData<string> Names => [.. Course.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task It_is_what_the_course_stores_and_its_page_shows_every_figure(string name)
    {
        using TemporaryCourse course = new();
        string notebook = course.Copy(name);
        int stored = Course.Figures(notebook).Count;
        await ExecutedCourse.Execute(course, notebook);
        Assert.Equal(stored, Course.Figures(notebook).Count);
        await Programs.Runner("verify", notebook);

        await ConvertedCourse.Convert([notebook], course["pages"]);
        IPage page = await chromium.NewPage();
        List<string> faults = [];
        page.PageError += (_, error) => faults.Add(error);
        await page.RouteAsync("http*://**", route => route.AbortAsync());
        await page.GotoAsync(new Uri(course[$"pages/{name}.html"]).AbsoluteUri);
        await page.WaitForFunctionAsync(
            "expected => document.querySelectorAll('.notebooknet-figure .main-svg:first-child').length === expected",
            stored
        );
        await Chromium.Picture(page, "executed-" + name, whole: true);
        await page.Context.CloseAsync();
        Assert.Empty(faults);
    }

    /// <summary>As papermill does it: a cell behind the one that is tagged sets the values anew.</summary>
    [Fact]
    public async Task Injected_parameters_win()
    {
        using TemporaryCourse course = new();
        string notebook = course["notebooks/parameters.ipynb"];
        WrittenNotebook.Write(
            notebook,
            "// tagged parameters\nint units = 10;\nstring rule = \"SGD\";",
            "// tagged injected-parameters\nint units = 50;\nvar rule = \"Adam\";",
            "$\"{units} {rule}\""
        );
        await ExecutedCourse.Execute(course, notebook);
        JsonNode shown = Course.Cells(notebook).Last()["outputs"]![0]!["data"]!;
        Assert.Equal("50 Adam", Course.Text(shown["text/plain"]!));
        await Programs.Runner("verify", notebook);
    }
}
