using TuiSetup.Core.Pictures;
using TuiSetup.Core.Plans;
using TuiSetup.Core.Values;

namespace TuiSetup.Backends.VSphere.Mirrors;

/// <summary>A switch with its mirror sessions: to the left what is copied, to the right where copies go.</summary>
internal static class SessionPicture
{
    public static IReadOnlyList<string> Draw(Plan plan, bool after)
    {
        var name = plan.Answers.Select(answers => answers[VSphereFacts.SwitchField].AsText).OfType<string>().FirstOrDefault() ?? "";
        var sessions = plan.Steps.Where(step => step.Operation == SessionWork.Kind).Select(step => (Name: step.Arguments["name"].AsText ?? "", Session: after ? step.After : step.Before))
            .Where(one => !one.Session.IsNothing).ToList();
        return sessions.Count == 0 ? [] : SwitchPicture.Draw(
            name,
            [.. sessions.SelectMany(one => Sources(one.Session)).Distinct()],
            [.. sessions.SelectMany(one => one.Session[SessionValue.Destination].Texts.Select(place => new Leg(Short(place), one.Name)))]);
    }

    private static IEnumerable<Leg> Sources(Value session)
    {
        var (sends, gets) = (session[SessionValue.Transmitted].Texts.ToHashSet(), session[SessionValue.Received].Texts.ToHashSet());
        return sends.Union(gets).Order(StringComparer.Ordinal)
            .Select(place => new Leg(Short(place), sends.Contains(place) && gets.Contains(place) ? T("both ways") : sends.Contains(place) ? "transmitted" : "received"));
    }

    /// <summary>A card without the number of its port.</summary>
    private static string Short(string place) => place.Contains(" (port ", StringComparison.Ordinal) ? place[..place.IndexOf(" (port ", StringComparison.Ordinal)] : place;
}
