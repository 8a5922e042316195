/** From one line to what it comes to. */
import type { Command } from "../command.ts";
import { code } from "../../pull-request/neutral-text.ts";
import type { Reading } from "../parse-command.ts";
import { useOf } from "../verbs.ts";
import type { Answered, Answering } from "./answered.ts";
import { foldedHelp, helpText } from "./help.ts";
import { answerFix, answerRerun } from "./fix.ts";
import { answerDecide } from "./decide.ts";
import { answerExplain, answerList, answerReport, answerStatus } from "./look.ts";
import { answerMode, answerWaive } from "./orders.ts";
import { answerApply } from "./patches.ts";
import { answerRetry } from "./retry.ts";
import { answerRevert } from "./revert.ts";
import { answerSteer } from "./steer.ts";

export function answerReading(reading: Exclude<Reading, { readonly kind: "other" }>, answering: Answering): Answered {
  return reading.kind === "read" ? answerCommand(reading.command, answering) : mistaken(reading, answering);
}

function answerCommand(command: Command, answering: Answering): Answered {
  switch (command.verb) {
    case "fix": return answerFix(command, answering);
    case "rerun": return answerRerun(answering);
    case "apply": return answerApply(command, answering);
    case "revert": return answerRevert(command, answering);
    case "status": return answerStatus(command.fix, answering);
    case "list": return answerList(command, answering);
    case "explain": return answerExplain(command.fix, answering);
    case "steer": return answerSteer(command, answering);
    case "decide": return answerDecide(command, answering);
    case "waive": return answerWaive(command, answering);
    case "retry": return answerRetry(command, answering);
    case "mode": return answerMode(command, answering);
    case "report": return answerReport(answering);
    case "help": return { done: true, text: helpText(answering.settings.commands.prefix) };
    default: return command satisfies never;
  }
}

/** Help, not silence: that of the verb, or all of it where there is no such verb. */
function mistaken({ verb, reason }: Extract<Reading, { readonly kind: "mistaken" }>, answering: Answering): Answered {
  const { prefix } = answering.settings.commands;
  const told = `${reason.charAt(0).toUpperCase()}${reason.slice(1)}`;
  if (verb !== null) return { done: false, text: `${code(told)} Use: ${code(useOf(prefix, verb))}` };
  return { done: false, text: `${code(told)}\n\n${foldedHelp(prefix)}` };
}
