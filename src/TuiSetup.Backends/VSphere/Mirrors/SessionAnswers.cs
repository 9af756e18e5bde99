using System.Globalization;
using TuiSetup.Backends.VSphere.Model;
using TuiSetup.Core.Answers;
using TuiSetup.Core.Values;
using static TuiSetup.Backends.VSphere.Mirrors.MirrorRequest;

namespace TuiSetup.Backends.VSphere.Mirrors;

/// <summary>A session that is to be edited, as the answers that would make it: pages show what is there, or what a new one will have.</summary>
internal static class SessionAnswers
{
    public static Value Present(string field, AnswerSheet answers, VSphereInventory inventory)
    {
        var request = From(answers);
        if (request.Action == Add && field is EnabledField or StripField or NormalField)
        {
            // The schema asks for these three; a new session has them so unless something else is said.
            return Value.Of(field == EnabledField ? "yes" : "no");
        }

        if (request.Action != Edit || request.Session.Length == 0 || inventory.Switch(answers[VSphereFacts.SwitchField].AsText ?? "") is not { } dvs)
        {
            return Value.Nothing;
        }

        var session = MirrorRules.FindSession(request, dvs, inventory, []);
        return session.IsNothing ? session : field switch
        {
            NameField => session[SessionValue.Name],
            DescriptionField => session[SessionValue.Description],
            TypeField => session[SessionValue.Type],
            TransmittedField => Cards(session, SessionValue.Transmitted, dvs, inventory),
            ReceivedField => Cards(session, SessionValue.Received, dvs, inventory),
            DestinationField => Cards(session, SessionValue.Destination, dvs, inventory),
            SourceVlansField => List(session[SessionValue.Received][SessionValue.Vlans].Texts.Select(Number)),
            UplinksField => List(session[SessionValue.Destination][SessionValue.Uplinks].Texts.Select(Value.Of)),
            AddressesField when session[SessionValue.Destination][SessionValue.Addresses].Texts is { Count: > 0 } addresses => Value.Of(string.Join(", ", addresses)),
            EncapsulationVlanField => Number(session[SessionValue.EncapsulationVlan].AsText),
            LengthField => Number(session[SessionValue.Length].AsText),
            SamplingField => Number(session[SessionValue.Sampling].AsText),
            EncapTypeField => session[SessionValue.EncapType],
            ErspanIdField => Number(session[SessionValue.ErspanId].AsText),
            ErspanCosField => Number(session[SessionValue.ErspanCos].AsText),
            NanosecondsField => YesNo(session[SessionValue.Nanoseconds]),
            EnabledField => YesNo(session[SessionValue.Enabled]),
            StripField => YesNo(session[SessionValue.Strip]),
            NormalField => YesNo(session[SessionValue.Normal]),
            _ => Value.Nothing,
        };
    }

    /// <summary>Ports by the cards on them; one that nobody of the inventory is on goes by its key.</summary>
    private static Value Cards(Value session, string role, DvsRecord dvs, VSphereInventory inventory)
    {
        var cards = SessionText.CardsOf(dvs, inventory);
        return List(session[role][SessionValue.Ports].Texts.Select(key => Value.Of(cards.GetValueOrDefault(key) ?? SessionBuilder.NameOfPort(key))));
    }

    private static Value List(IEnumerable<Value> items) => items.ToList() is { Count: > 0 } some ? Value.List(some) : Value.Nothing;

    private static Value Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Value.Of(number) : Value.Nothing;

    private static Value YesNo(Value truth) => truth.AsText switch { "true" or "1" => Value.Of("yes"), "false" or "0" => Value.Of("no"), _ => Value.Nothing };
}
