namespace NotebookNet.Tests;

public class CultureTests
{
    [Fact]
    public void Messages_and_descriptions_are_the_same_in_a_foreign_culture()
    {
        Assert.Equal("−0,5", Cultures.InForeign(() => $"{-0.5}"));
        string message = Cultures.InForeign(() =>
            Assert.Throws<ArgumentOutOfRangeException>(() => new SGD(-0.5)).Message
        );
        Assert.Contains("got -0.5", message, StringComparison.Ordinal);
        Assert.DoesNotContain("−", message, StringComparison.Ordinal);
        foreach (
            object value in (object[])
                [
                    new Evaluation(0.25, 0.5),
                    new StepReport(1, 2, 3, 0.1, 0.25),
                    new EpochReport(1, 2, 0.1, new Evaluation(0.25), new Evaluation(0.5)),
                    new EarlyStopping(3, 0.001),
                    new TrainingHistory([0.5, -0.25], []),
                    SearchRange.Uniform(-0.5, 0.25),
                ]
        )
        {
            Assert.Equal(value.ToString(), Cultures.InForeign(value.ToString));
            Assert.Contains("0.", value.ToString(), StringComparison.Ordinal);
        }
    }
}
