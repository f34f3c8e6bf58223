import type { SectionContents } from "@/lib/features/plans/schema";
import { legalReviewLabels } from "@/lib/features/plans/sections/certification";
import { dhsAnswerLabels } from "@/lib/features/plans/sections/contractors";
import { heldDataLabels } from "@/lib/features/plans/sections/records";
import { channelKindLabels, serviceStateLabels } from "@/lib/features/plans/sections/resources";
import { audienceLabels, deliveryLabels, trainingTopicLabels } from "@/lib/features/plans/sections/training";
import { formatDay } from "@/lib/kernel/calendar-day";
import { languageName } from "@/lib/kernel/languages";
import { Entry, Facts, labelOf, Nothing, Part, Text, Unadapted } from "./parts";

type Props<Section extends keyof SectionContents> = { content: SectionContents[Section] };

const namesOf = (languages: readonly string[]) => languages.map(languageName).join(", ");

export function TrainingDocument({ content }: Props<"training">) {
  return (
    <>
      <Part title="Modules">
        {content.modules.length === 0 && <Nothing>None listed.</Nothing>}
        {content.modules.map((module, index) => (
          <Entry key={module.id} title={module.title || `Module ${index + 1}`}>
            <Facts
              items={[
                [
                  "Covers",
                  [...module.topics.map((topic) => trainingTopicLabels[topic]), module.alsoCovers]
                    .filter(Boolean)
                    .join("; "),
                ],
                [
                  "Audience",
                  [labelOf(audienceLabels, module.audience), module.headcount && `${module.headcount} people`]
                    .filter(Boolean)
                    .join(", "),
                ],
                ["Completed so far", module.completedCount],
                [
                  "Delivery",
                  [labelOf(deliveryLabels, module.delivery), namesOf(module.languages)]
                    .filter(Boolean)
                    .join(", in "),
                ],
                ["Dates", [module.startsOn, module.endsOn].filter(Boolean).map(formatDay).join(" to ")],
              ]}
            />
          </Entry>
        ))}
      </Part>
      <Part title="New hires">
        <p>
          <Text>{content.newHireRule}</Text>
        </p>
      </Part>
      <Part title="Drill or tabletop exercise">
        <p>
          <Text>
            {[content.drillOn && formatDay(content.drillOn), content.drillDetail].filter(Boolean).join(": ")}
          </Text>
        </p>
      </Part>
    </>
  );
}

export function ContractorsDocument({
  content,
  facilityName,
}: Props<"contractors"> & { facilityName: (id: string) => string }) {
  if (content.contractsAnswer !== "listed") {
    return (
      <Nothing>
        {content.contractsAnswer === "none" ? "No contract puts people on City property." : "Not answered."}
      </Nothing>
    );
  }
  return (
    <Part title="Contracts with people on City property">
      {content.contracts.length === 0 && <Nothing>None listed.</Nothing>}
      {content.contracts.map((contract, index) => (
        <Entry key={contract.id} title={contract.contractor || `Contract ${index + 1}`}>
          <Facts
            items={[
              [
                "Service",
                [contract.service, contract.number && `contract ${contract.number}`]
                  .filter(Boolean)
                  .join(", "),
              ],
              ["Facilities", contract.facilityIds.map(facilityName).join(", ")],
              ["Told of the ordinance", contract.noticeOn && formatDay(contract.noticeOn)],
              ["Acknowledged", contract.acknowledgedOn && formatDay(contract.acknowledgedOn)],
              ["Asked about agreements with DHS", contract.dhsAskedOn && formatDay(contract.dhsAskedOn)],
              [
                "Answer",
                [labelOf(dhsAnswerLabels, contract.dhsAnswer), contract.dhsDetail].filter(Boolean).join(": "),
              ],
            ]}
          />
        </Entry>
      ))}
    </Part>
  );
}

function Steps({ steps }: { steps: readonly { id: string; text: string }[] }) {
  if (steps.length === 0) return <Nothing>No steps yet.</Nothing>;
  return (
    <ol className="flex list-decimal flex-col gap-1 pl-6">
      {steps.map((step) => (
        <li key={step.id}>
          <Text>{step.text}</Text>
        </li>
      ))}
    </ol>
  );
}

export function ReportingDocument({ content }: Props<"reporting">) {
  return (
    <>
      <Part title="Reaching the liaison">
        <Steps steps={content.reachSteps} />
        <Facts
          items={[
            ["In working hours", content.daytimePhone],
            ["After hours", content.afterHoursPhone],
          ]}
        />
      </Part>
      <Part title="Reporting to the Mayor's Office">
        <Steps steps={content.officeSteps} />
        <Facts items={[["Target", content.targetMinutes && `${content.targetMinutes} minutes`]]} />
      </Part>
      <Part title="What is recorded, and what is never asked">
        <Facts
          items={[
            ["Recorded", content.recorded],
            ["Never asked", content.neverAsked],
          ]}
        />
        {content.modelTexts.length > 0 && <Unadapted />}
      </Part>
    </>
  );
}

export function RecordsDocument({ content }: Props<"records">) {
  return (
    <>
      <Part title="Systems that hold immigration status or birthplace">
        {content.systemsAnswer !== "listed" && (
          <Nothing>{content.systemsAnswer === "none" ? "None." : "Not answered."}</Nothing>
        )}
        {content.systemsAnswer === "listed" &&
          content.systems.map((system, index) => (
            <Entry key={system.id} title={system.name || `System ${index + 1}`}>
              <Facts
                items={[
                  ["Holds", system.holds.map((held) => heldDataLabels[held]).join(", ")],
                  ["Ground", system.ground],
                ]}
              />
            </Entry>
          ))}
      </Part>
      <Part title="Requests, subpoenas and warrants for records">
        <Facts
          items={[
            ["Routed by", content.routedBy],
            ["Counsel", content.counsel],
            ["How they travel", content.routingDetail],
          ]}
        />
      </Part>
    </>
  );
}

export function ResourcesDocument({
  content,
  facilityName,
}: Props<"resources"> & { facilityName: (id: string) => string }) {
  return (
    <>
      <Part title="Services for affected families">
        {content.services.length === 0 && <Nothing>None listed.</Nothing>}
        <Facts
          items={content.services.map((service, index) => [
            service.name || `Service ${index + 1}`,
            [labelOf(serviceStateLabels, service.serviceState), service.description]
              .filter(Boolean)
              .join(". "),
          ])}
        />
      </Part>
      <Part title="How they are made known">
        {content.channels.length === 0 && <Nothing>No channels listed.</Nothing>}
        {content.channels.map((channel, index) => (
          <Entry key={channel.id} title={labelOf(channelKindLabels, channel.kind) || `Channel ${index + 1}`}>
            <Facts
              items={[
                ["What is said", channel.description],
                ["Languages", namesOf(channel.languages)],
                ["Facilities", channel.facilityIds.map(facilityName).join(", ")],
              ]}
            />
          </Entry>
        ))}
      </Part>
      <Part title="Postings">
        {content.postings.length === 0 && <Nothing>None listed.</Nothing>}
        {content.postings.map((posting, index) => (
          <Entry key={posting.id} title={posting.notice || `Posting ${index + 1}`}>
            <Facts
              items={[
                ["Where", posting.place],
                ["Languages", namesOf(posting.languages)],
                ["Posted on", posting.postedOn && formatDay(posting.postedOn)],
              ]}
            />
          </Entry>
        ))}
      </Part>
    </>
  );
}

export function CertificationDocument({ content }: Props<"certification">) {
  return (
    <Facts
      items={[
        ["Legal review", labelOf(legalReviewLabels, content.legalReview)],
        [
          "Reviewed by",
          [content.reviewedBy, content.reviewedOn && formatDay(content.reviewedOn)]
            .filter(Boolean)
            .join(", "),
        ],
        ["Next review of this plan", content.nextReviewOn && formatDay(content.nextReviewOn)],
        ["Note", content.note],
      ]}
    />
  );
}
