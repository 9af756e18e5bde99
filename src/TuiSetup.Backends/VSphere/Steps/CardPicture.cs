using TuiSetup.Core.Pictures;
using TuiSetup.Core.Plans;

namespace TuiSetup.Backends.VSphere.Steps;

/// <summary>A switch with the cards of a plan and the networks that they are on; to the left the relay's.</summary>
internal static class CardPicture
{
    private const string CardWord = "Card ";

    /// <param name="plan">The plan.</param>
    /// <param name="switchFields">Answers that name the switch; the first that is there.</param>
    /// <param name="relayField">The answer that names the relay's card.</param>
    /// <param name="after">As it will be.</param>
    public static IReadOnlyList<string> Draw(Plan plan, IReadOnlyList<string> switchFields, string relayField, bool after)
    {
        var relays = plan.Answers.Select(answers => answers[relayField].AsText).ToHashSet();
        var name = plan.Answers.SelectMany(answers => switchFields.Select(field => answers[field].AsText)).FirstOrDefault(text => !string.IsNullOrEmpty(text)) ?? "";
        var cards = plan.Steps.Where(step => step.Operation == NicWork.Kind)
            .Select(step => new Leg(step.Target[CardWord.Length..], (after ? step.After : step.Before)["network"].AsText ?? "")).ToLookup(card => relays.Contains(card.Name));
        return cards.Count == 0 ? [] : SwitchPicture.Draw(name, [.. cards[true]], [.. cards[false].OrderBy(card => card.Note, StringComparer.Ordinal)]);
    }
}
