using Newtonsoft.Json.Linq;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Fields;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Problems;
using TuiSetup.Core.Wizards;

namespace TuiSetup.Backends.Fleet.Tasks;

/// <summary>From what a message holds to a plan: the plan itself, or answers that a plan is made of here.</summary>
internal sealed class PlanSource(FleetMachine machine)
{
    public const string Plan = "plan", Wizard = "wizard", Answers = "answers", Confirm = "confirm";

    private const string Message = "message";

    /// <exception cref="TaskFailure">There is none.</exception>
    /// <exception cref="ProblemException">It has mistakes.</exception>
    public static Plan ReadPlan(JToken? token)
    {
        // What tuisetup.plan returns is a plan too, so that the two can be chained.
        var root = token is JObject { } given && given["steps"] is null && given[Plan] is JObject inner ? inner : token as JObject;
        var plan = PlanFile.FromJson(root ?? throw TaskFailure.BadCall(T($"'{Plan}' must be an object.")), Message, out var problems) ?? throw new ProblemException(problems);

        // The name goes into the name of the run's folder.
        return FleetNames.IsName(plan.Wizard) ? plan : throw TaskFailure.BadArgument(T("The plan's wizard has no proper name."));
    }

    /// <exception cref="TaskFailure">There is no such wizard.</exception>
    /// <exception cref="ProblemException">The answers have mistakes, or cannot be carried out here.</exception>
    public async Task<(Plan Plan, IReadOnlyList<Problem> Warnings)> MakeAsync(TaskArguments arguments, CancellationToken cancel)
    {
        var wizard = FindWizard(arguments);
        var (plan, problems) = await machine.MakePlan(wizard, ReadAnswers(wizard, arguments, isPartial: false), cancel).ConfigureAwait(false);
        return (plan ?? throw new ProblemException(problems), problems);
    }

    /// <summary>A wizard by its name alone: a message has no business with files.</summary>
    public WizardDefinition FindWizard(TaskArguments arguments)
    {
        var name = arguments.Text(Wizard);
        return FleetNames.IsName(name) && !name.EndsWith(".json", StringComparison.Ordinal)
            ? machine.Wizard(name)
            : throw TaskFailure.BadArgument(T($"'{Wizard}' must be the name of a wizard."));
    }

    public static IReadOnlyList<AnswerSheet> ReadAnswers(WizardDefinition wizard, TaskArguments arguments, bool isPartial)
    {
        var answers = arguments[Answers] ?? new JObject();
        CheckReferences(wizard, answers);
        var root = new JObject { [Wizard] = wizard.Name, [Answers] = answers, [Confirm] = arguments[Confirm] };
        var reader = new AnswerFileReader(wizard, new CredentialSources(Environment.GetEnvironmentVariable("CREDENTIALS_DIRECTORY"))) { IsPartial = isPartial };
        return reader.Read(root, Message, out var problems)?.Batch ?? throw new ProblemException(problems);
    }

    /// <summary>Only a secret may come from this machine: anything else would be told in a plan, to whoever asks.</summary>
    private static void CheckReferences(WizardDefinition wizard, JToken answers)
    {
        foreach (var property in (answers is JArray batch ? batch.OfType<JObject>() : [answers as JObject ?? []]).SelectMany(sheet => sheet.Properties()))
        {
            if (property.Value is JObject reference && wizard.Field(property.Name) is { Type.Shape: not FieldShape.Hidden }
                && reference.Properties().ToList() is [{ Name: "env" or "file" }])
            {
                throw new ProblemException([Problem.Error(property.Name, T("Only a secret can be read on the host itself."), T("Send the value."))]);
            }
        }
    }
}
