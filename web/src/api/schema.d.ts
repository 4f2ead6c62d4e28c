/* Made by `npm run types` from `openapi.json`. */
export interface paths {
    "/api/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The accounts in reading order */
        get: operations["accounts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/accounts/{id}/text": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A part of an account's text, with all that was read in it */
        get: operations["text"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/case/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Lets go of the open case */
        post: operations["close"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/case/example": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a case of the example dossier and opens it */
        post: operations["try_example"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/case/new": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes an empty case and opens it */
        post: operations["new"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/case/open": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Opens a case in place of the one that is open */
        post: operations["open"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/case/zone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Sets the zone in which clock times that name none are read, or takes it away; everything is derived anew */
        put: operations["zone"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chronicle": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All entries in the order that is known, and the gaps between them */
        get: operations["entries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/chronicle/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One entry with the passages that support and dispute it */
        get: operations["entry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All decisions, the last first */
        get: operations["list"];
        put?: never;
        /** Records a decision, and tells what it changes */
        post: operations["decide"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Takes one document into the case; what is in archives is taken out of them */
        put: operations["add"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The status now, and whenever it changes, as events named `status`; it ends with the session */
        get: operations["events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evidence/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The custody log, the last act first */
        get: operations["log"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/evidence/originals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The originals with where they came from */
        get: operations["originals"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/findings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The findings, the sharpest first */
        get: operations["findings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/findings/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One finding with its quotes */
        get: operations["finding"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/first": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The first screen */
        get: operations["first"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lineage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Account pairs that share words, similar wording in several mouths, and translations */
        get: operations["lineage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/lineage/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One pair with its passages side by side */
        get: operations["pair"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/originals/{sha256}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bytes of an original as they were kept, to be saved and never shown */
        get: operations["original"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** People, organisations and places, most named first */
        get: operations["people"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The questions, those in conflict first */
        get: operations["questions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/questions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One question with every answer and how they compare */
        get: operations["question"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/redo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes the decision again that was taken back last */
        post: operations["redo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/report/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes the report for looking at; nothing leaves the case */
        post: operations["preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/report/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Gives the report out, and notes in the custody log that it left the case */
        post: operations["release"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was found: findings, entries and questions first, then what was read, then passages */
        get: operations["search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who one is */
        get: operations["who"];
        put?: never;
        /** Logs in; a wrong name and a wrong password are answered alike */
        post: operations["enter"];
        /** Logs out */
        delete: operations["leave"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The state of the workbench; without a session, where people log in, only that they must */
        get: operations["status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tables/{file}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A table as CSV, TSV or XLSX; cells that a spreadsheet would take for formulas begin with an apostrophe */
        get: operations["file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tables/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Does what a table wishes: all of it as one step that is taken back as one, or nothing */
        post: operations["apply"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tables/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reads a table that came back (CSV, TSV, XLSX, or cells that were pasted); nothing is done yet */
        post: operations["read"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/things/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One thing with everything around it */
        get: operations["thing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Takes back the last decision of one's own */
        post: operations["undo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Checks every hash, the chain, the tables and every quote */
        post: operations["verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/voices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Speakers, those with most statements first */
        get: operations["voices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/voices/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One speaker with all statements, in the order of the accounts */
        get: operations["voice"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description What a template needs to name an account and lead to it. */
        AccountRef: {
            /** @description Without the `#`. */
            anchor: string;
            id: string;
            label: string;
            number: number;
        };
        /** @description One account. */
        AccountView: {
            anchor: string;
            author: string | null;
            figures: number;
            file: string | null;
            id: string;
            is_dated: boolean;
            label: string;
            language: string;
            layers: components["schemas"]["LayerView"][];
            names: number;
            number: number;
            /** @description The original's hash. */
            original: string;
            reasons: components["schemas"]["ReasonView"][];
            source: string | null;
            statements: number;
            times: number;
            title: string | null;
            why_here: string[];
            words: string;
            written: string;
        };
        /** @description What a person adds at a passage of an account: one of `time`, `figure` and `statement`. */
        AdditionBody: {
            /**
             * @description EDTF.
             * @default null
             */
            as_of: string | null;
            /** @default null */
            counted: string | null;
            /**
             * @description A figure: `14`, `10-20`, `>=25`, `<=30`.
             * @default null
             */
            figure: string | null;
            /** @default null */
            group: string | null;
            /**
             * @description Of a figure: a key of the measure lexicon.
             * @default null
             */
            measure: string | null;
            /** @default null */
            place: string | null;
            /**
             * @description The words that were selected.
             * @default null
             */
            quote: string | null;
            /**
             * @description Where they stand, in bytes of the reading.
             * @default null
             */
            span: [
                number,
                number
            ] | null;
            /** @default null */
            speaker: string | null;
            /**
             * @description `direct`, `indirect`, `interview` or `partial`.
             * @default null
             */
            statement: string | null;
            /**
             * @description A time (EDTF).
             * @default null
             */
            time: string | null;
        };
        /** @description Two aligned passages; the left one is the older where that is known. */
        AlignmentView: {
            direction_words: string;
            edits: components["schemas"]["EditView"][];
            id: string;
            is_directed: boolean;
            kind_words: string;
            left: components["schemas"]["SideView"];
            right: components["schemas"]["SideView"];
            why: string[];
        };
        /** @description One answer. */
        AnswerView: {
            as_of: string;
            /** @description Who added it by hand, where no rule read it. */
            by: string | null;
            chain: string;
            figure: string;
            /** @description From 1, inside the question. */
            number: number;
            quote: components["schemas"]["QuoteView"];
            /** @description `official`, `opposing`, `witness`, `anonymous`, `account`. */
            role: string;
            role_words: string;
            /** @description A letter: answers with the same letter go back to one telling. */
            root: string;
            /** @description ">20", for pictures. */
            short_value: string;
            /** @description Innermost of the chain. */
            speaker: string;
            /** @description "more than 20" */
            value: string;
        };
        /** @description A session that was begun. */
        Begun: {
            name: string;
            role: components["schemas"]["Role"];
            /** @description For the `Authorization` header: `Bearer …`. It is told this once. */
            token: string;
            /** @description When it ends at the latest; RFC 3339, UTC. */
            until: string;
        };
        /** @description A block of layout, or a part of one that is very long. */
        BlockView: {
            /** Format: int32 */
            end: number;
            /** @description It goes on where the block before stopped. */
            is_continued: boolean;
            /** @description `title`, `heading`, `paragraph`, `speaker`, `list`, `byline` or `furniture`. */
            kind: string;
            /** @description The number of the paragraph. */
            number: number | null;
            pieces: components["schemas"]["TextPiece"][];
            /** Format: int32 */
            start: number;
        };
        /** @description Floor, ceiling, and the number that may stand for all, where there is one. */
        Bounds: {
            /** Format: int64 */
            best: number | null;
            /** Format: int64 */
            high: number | null;
            /** Format: int64 */
            low: number | null;
        };
        /** @description A question whose floor or ceiling is another. */
        BoundsMoved: {
            after: components["schemas"]["Bounds"];
            before: components["schemas"]["Bounds"];
            question: string;
        };
        /**
         * @description How far it is.
         * @enum {string}
         */
        BuildState: "none" | "opening" | "adding" | "recognising" | "reading" | "reckoning" | "checking" | "ready" | "failed";
        /** @description What is being made. */
        BuildStatus: {
            done: number;
            state: components["schemas"]["BuildState"];
            /** @description 0 where nobody knows. */
            total: number;
            /** @description Why it failed, or what is worked on. */
            why: string | null;
        };
        /** @description The open case. */
        CaseStatus: {
            dir: string;
            is_read_only: boolean;
            title: string;
            zone: string | null;
        };
        /** @description What a decision changes in what is reckoned. */
        Changed: {
            bounds: components["schemas"]["BoundsMoved"][];
            entries_gained: string[];
            entries_lost: string[];
            /** @description Entries that keep their title and have other times. */
            entries_moved: string[];
            figures_gained: number;
            figures_lost: number;
            findings_gained: string[];
            findings_lost: string[];
        };
        /** @description How the report shall be. */
        Chosen: {
            /**
             * @description `html` or `md`.
             * @default null
             */
            format: string | null;
            /**
             * @description BCP 47; English when empty.
             * @default
             */
            language: string;
            /**
             * @description Pseudonyms by name.
             * @default {}
             */
            names: {
                [key: string]: string;
            };
            /**
             * @description In the order they shall stand in; all when empty.
             * @default []
             */
            sections: string[];
            /** @default null */
            title: string | null;
        };
        /** @description The chronicle. */
        Chronicle: {
            /**
             * Format: int64
             * @description Of the core.
             */
            earliest_ms: number | null;
            gaps: components["schemas"]["GapRow"][];
            /** Format: int64 */
            latest_ms: number | null;
            places: string[];
            rows: components["schemas"]["EntryRow"][];
            /** @description IANA zone that times are shown in; `null` where the case has none. */
            zone: string | null;
        };
        /** @description Answers that cannot all hold. */
        ConflictView: {
            hold: string;
            hold_words: string;
            id: string;
            members: components["schemas"]["MemberView"][];
            why: string[];
        };
        /** @description How much of everything there is. */
        Counts: {
            accounts: number;
            chronicle_entries: number;
            claims: number;
            copied_passages: number;
            decisions: number;
            figures: number;
            findings: number;
            originals: number;
            questions: number;
            statements: number;
            times: number;
        };
        /** @description How many of something, with the section that shows them. */
        CountView: {
            anchor: string;
            noun: string;
            number: string;
        };
        /** @description Who wants to come in. */
        Credentials: {
            name: string;
            password: string;
        };
        /** @description Something that is not as it was kept. */
        DamageRow: {
            /** @description Kebab-case. */
            kind: string;
            message: string;
            what: string;
        };
        /** @description What became of a wish. */
        Decided: {
            changed: components["schemas"]["Changed"];
            made: components["schemas"]["Made"][];
            /** @description The revision in which it holds. */
            revision: string;
        };
        /** @description One decision as it was made. */
        DecisionRow: {
            /** @description The id its subject has now. */
            about: string | null;
            act: string;
            at: string;
            quote: string;
            /** @description `stands`, `moved` or `missing`: whether the text says it where it was decided about. */
            quote_state: string;
            /** Format: int64 */
            seq: number;
            standing: string;
            was: components["schemas"]["WasView"] | null;
            who: string | null;
            why: string | null;
        };
        /** @description One change in words. */
        EditView: {
            kind: string;
            kind_words: string;
            new: string;
            old: string;
        };
        /** @description One person, organisation or place. */
        EntityView: {
            /** @description The accounts that name it, with an anchor of the first mention in each. */
            accounts: components["schemas"]["MentionView"][];
            id: string;
            mentions: number;
            name: string;
            roles: string[];
            /** @description Forms other than the name itself. */
            variants: string[];
        };
        /** @description One entry in the list. */
        EntryRow: {
            /** @description Numbers of the accounts that tell it. */
            accounts: number[];
            /**
             * Format: int64
             * @description Milliseconds since 1970, UTC; absent where nothing bounds it. Where the case has no zone, of the wall clock of the place,
             *     as if it were UTC: days as the accounts tell them.
             */
            earliest_ms: number | null;
            id: string;
            is_disputed: boolean;
            is_planned: boolean;
            /** @description Other entries lie within its time, and nothing says which came first. */
            is_unordered: boolean;
            /** Format: int64 */
            latest_ms: number | null;
            /** @description `core`, `background`, `aftermath` or `undated`. */
            phase: string;
            place: string | null;
            /** Format: int32 */
            roots: number;
            support: string;
            title: string;
            verdict: string | null;
            /** Format: int32 */
            weight: number;
            when: string;
        };
        /** @description One entry. */
        EntryView: {
            disputes: components["schemas"]["QuoteView"][];
            id: string;
            is_disputed: boolean;
            is_planned: boolean;
            /** @description The entry before has the same time. */
            is_same_when: boolean;
            /** @description The title is the beginning of the first quote: then the quote need not be given again. */
            is_title_quoted: boolean;
            /** @description Other entries lie within its time, and nothing says which came first. */
            is_unordered: boolean;
            place: string | null;
            /** @description "2 accounts, 1 root" */
            support: string;
            supports: components["schemas"]["QuoteView"][];
            title: string;
            when: string;
        };
        /** @description One finding. */
        FindingView: {
            /** @description What people judged about it, in words. */
            decided: string | null;
            /** @description Kebab-case. */
            hold: string;
            hold_words: string;
            id: string;
            is_sharp: boolean;
            /** @description Kebab-case. */
            kind: string;
            kind_words: string;
            quotes: components["schemas"]["QuoteView"][];
            title: string;
            why: string[];
        };
        /** @description The first screen. */
        FirstScreenView: {
            counts: components["schemas"]["CountView"][];
            date_line: string | null;
            happened: components["schemas"]["HappenedView"][];
            missing: components["schemas"]["MissingView"][];
            sharpest: components["schemas"]["FindingView"][];
            /** @description "5 accounts by 4 sources, written between … and …" */
            standfirst: string;
            title: string;
        };
        /** @description A stretch inside the core that no entry touches. */
        GapRow: {
            /** Format: int64 */
            from_ms: number;
            /** Format: int64 */
            to_ms: number;
            words: string;
        };
        /** @description One of the entries of the chronicle that weigh most. */
        HappenedView: {
            anchor: string;
            is_disputed: boolean;
            title: string;
            when: string;
            /** @description What brings it here: "3 independent tellings", "disputed". */
            why: string;
        };
        /** @description Something found. */
        Hit: {
            /** @description Of a passage the id of its account. */
            id: string;
            /** @description `passage`, `time`, `figure`, `name`, `quote`, `finding`, `entry` or `question`. */
            kind: string;
            quote: components["schemas"]["QuoteView"] | null;
            title: string;
        };
        /** @description The inbox. */
        Inbox: {
            found: components["schemas"]["Rows_FindingRow"];
            kinds: components["schemas"]["KindCount"][];
            open: number;
        };
        /** @description How many findings there are of one kind. */
        KindCount: {
            count: number;
            kind: string;
            open: number;
            title: string;
        };
        /** @description A part written at another time. */
        LayerView: {
            opening: components["schemas"]["QuoteView"];
            reasons: components["schemas"]["ReasonView"][];
            written: string;
        };
        /** @description The ledger. */
        Ledger: {
            found: components["schemas"]["Rows_QuestionRow"];
            measures: components["schemas"]["MeasureCount"][];
        };
        /** @description Everything copied. */
        Lineage: {
            nodes: components["schemas"]["Node"][];
            pairs: components["schemas"]["PairRow"][];
            talking_points: components["schemas"]["TalkingPointView"][];
            translations: components["schemas"]["TranslationView"][];
        };
        /** @description One entry of the custody log. */
        LogRow: {
            /** @description What exactly was done, as it stands in the log. */
            args: Record<string, never>;
            at: string;
            hash: string;
            /** Format: int64 */
            seq: number;
            tool: string;
            verb: string;
            who: string | null;
        };
        /** @description One decision in the log. */
        Made: {
            /** Format: int64 */
            seq: number;
            /** @description `holds`, `replaced`, `contested`, `gone`, `withdrawn`, `unfit`. */
            standing: string;
        };
        /** @description Something that was read at a place. */
        MarkView: {
            /** @description The speaker of a quote, the way to a figure, how a finding holds. */
            detail: string | null;
            /** Format: int32 */
            end: number;
            id: string;
            /** @description `time`, `figure`, `name`, `quote`, `claim` or `finding`. */
            kind: string;
            rule: string;
            /** @description Kebab-case: the measure of a figure, the kind of a name or finding. */
            sort: string;
            /** Format: int32 */
            start: number;
            /** @description What was understood, in words. */
            title: string;
            /** @description `accept`, `reject` or `unsure`, where somebody judged it. */
            verdict: string | null;
        };
        /** @description A measure with how many questions ask for it. */
        MeasureCount: {
            count: number;
            measure: string;
            title: string;
        };
        /** @description A figure where it is named beside others: an answer to the question, or to a narrower one. */
        MemberView: {
            figure: string;
            /** @description "14 (port authority)" */
            words: string;
        };
        /** @description Where an account first names it. */
        MentionView: {
            account: components["schemas"]["AccountRef"];
            anchor: string;
            count: number;
        };
        /** @description Something nobody in the dossier says. */
        MissingView: {
            anchor: string;
            /** @description What would settle it, where known. */
            detail: string | null;
            text: string;
        };
        /** @description Names of one kind. */
        NameGroupView: {
            entities: components["schemas"]["EntityView"][];
            title: string;
        };
        /** @description All that somebody is told who is not logged in yet. */
        NeedsLogin: {
            /** @description The language that is answered in, of those asked for. */
            language: string;
            /** @description Always true. */
            needs_login: boolean;
            version: string;
        };
        /** @description A case to be made. */
        New: {
            /** @description A new or empty folder on the computer that serves. */
            dir: string;
            title?: string;
            /** @description IANA zone of clock times that name none. */
            zone?: string | null;
        };
        /** @description An account in the graph. */
        Node: {
            account: components["schemas"]["AccountRef"];
            /**
             * Format: int64
             * @description When it was written, as far as that is known; milliseconds since 1970.
             */
            earliest_ms: number | null;
            /** Format: int64 */
            latest_ms: number | null;
            written: string;
        };
        /** @description Something odd, in one line: what, where, what to do. */
        Note: {
            hint: string | null;
            id: string;
            message: string;
            place: string | null;
            severity: string;
        };
        /** @description A case by its folder. */
        Open: {
            /** @description On the computer that serves. */
            dir: string;
        };
        /** @description One original. */
        OriginalRow: {
            /** Format: int64 */
            bytes: number;
            /** @description What it came out of: an archive, a message. */
            container: string | null;
            /** @description When it was kept first; RFC 3339, UTC. */
            kept_at: string | null;
            kept_by: string | null;
            /** @description Every name it was added under. */
            names: string[];
            sha256: string;
        };
        /** @description Two accounts that share words, in the list. */
        PairRow: {
            direction_words: string;
            edits: number;
            from: components["schemas"]["AccountRef"];
            id: string;
            is_credited: boolean;
            /** @description Which came first is known. */
            is_directed: boolean;
            passages: number;
            /** Format: int32 */
            shared_permille: number;
            to: components["schemas"]["AccountRef"];
        };
        /** @description Two accounts that share words. */
        PairView: {
            alignments: components["schemas"]["AlignmentView"][];
            credit: string;
            direction_words: string;
            from: components["schemas"]["AccountRef"];
            id: string;
            is_directed: boolean;
            /** @description "30 % of the shorter account's words" */
            shared: string;
            to: components["schemas"]["AccountRef"];
            why: string[];
        };
        /** @description All names by kind. */
        PeopleView: {
            groups: components["schemas"]["NameGroupView"][];
            total: number;
        };
        /** @description A run of words of a quote. */
        PieceView: {
            is_marked: boolean;
            text: string;
        };
        /** @description Where an answer stands. */
        Point: {
            /**
             * Format: int64
             * @description As of when; milliseconds since 1970.
             */
            earliest_ms: number | null;
            figure: string;
            /**
             * Format: int64
             * @description Absent when open above.
             */
            high: number | null;
            /** Format: int64 */
            latest_ms: number | null;
            /** Format: int64 */
            low: number;
        };
        /** @description What went wrong. */
        Problem: {
            /** @description What a person should know and do. */
            detail: string;
            /** Format: int32 */
            status: number;
            title: string;
            /**
             * @description One of a fixed set of words: `no-case`, `not-yet`, `not-found`, `nothing`, `refused`, `forbidden`, `unauthorised`,
             *     `needs-login`, `wrong`, `wait`, `ours`.
             */
            type: string;
        };
        /** @description An answer with its place on the axes, beside what a person reads of it. */
        QuestionDetail: {
            narrower: components["schemas"]["Related"][];
            /** @description One for each answer, in the same order. */
            points: components["schemas"]["Point"][];
            question: components["schemas"]["QuestionView"];
            wider: components["schemas"]["Related"][];
        };
        /** @description One question. */
        QuestionView: {
            answers: components["schemas"]["AnswerView"][];
            best: string | null;
            /** @description "Floor 12 · ceiling 21", where the pipeline gives them. */
            bounds_words: string;
            /** @description "As ACLED would code it: 10", one line a manual. */
            codings: string[];
            conflicts: components["schemas"]["ConflictView"][];
            /** @description "4 answers in 3 accounts, 2 roots" */
            count: string;
            has_conflict: boolean;
            /** Format: int64 */
            high: number | null;
            id: string;
            /** Format: int64 */
            low: number | null;
            missing: string[];
            more_relations: number;
            /** @description How answers compare, conflicts first; `more_relations` were left out. */
            relations: components["schemas"]["RelationView"][];
            scope: string;
            /** @description "12 to 20 or more": from the least to the most anybody gives. */
            span_words: string;
            title: string;
        };
        /** @description A passage as a reader sees it; passages of one sentence are one quote with several marks. */
        QuoteView: {
            account: components["schemas"]["AccountRef"];
            /** @description Anchor of the first passage, without the `#`. */
            anchor: string;
            language: string;
            /** @description The words in order; what is marked is the passage, the rest stands around it. */
            pieces: components["schemas"]["PieceView"][];
            /** @description Where in the account: "¶ 5", "title". */
            place: string;
            /** @description Where the passages stand, in bytes of the reading. */
            spans: [
                number,
                number
            ][];
            /** @description Who says it there, when it stands in somebody's statement. */
            speaker: string | null;
            /** @description `stands`; `moved` where a decision was made about it elsewhere; `missing` where the text does not say it. */
            state: string;
            was: components["schemas"]["WasView"] | null;
        };
        /** @description A part of an account. */
        ReaderView: {
            account: components["schemas"]["AccountView"];
            blocks: components["schemas"]["BlockView"][];
            /** @description The number of the first block of the window, from 0. */
            first: number;
            marks: components["schemas"]["MarkView"][];
            /** @description Blocks of the whole account. */
            total: number;
        };
        /** @description Something that bounds the time of writing. */
        ReasonView: {
            quote: components["schemas"]["QuoteView"] | null;
            why: string;
        };
        /** @description A case that was open before. */
        RecentCase: {
            /** @description RFC 3339. */
            at: string;
            dir: string;
            title: string;
        };
        /** @description Another question, whose scope holds this one's or is held by it. */
        Related: {
            id: string;
            title: string;
        };
        /** @description How two answers compare. */
        RelationView: {
            a: components["schemas"]["MemberView"];
            b: components["schemas"]["MemberView"];
            is_conflict: boolean;
            relation: string;
            why: string;
        };
        /**
         * @description What a person may do.
         * @enum {string}
         */
        Role: "reads" | "decides";
        /** @description Part of a list. */
        Rows_AccountView: {
            offset: number;
            rows: {
                anchor: string;
                author: string | null;
                figures: number;
                file: string | null;
                id: string;
                is_dated: boolean;
                label: string;
                language: string;
                layers: components["schemas"]["LayerView"][];
                names: number;
                number: number;
                /** @description The original's hash. */
                original: string;
                reasons: components["schemas"]["ReasonView"][];
                source: string | null;
                statements: number;
                times: number;
                title: string | null;
                why_here: string[];
                words: string;
                written: string;
            }[];
            /** @description How many there are in all. */
            total: number;
        };
        /** @description Part of a list. */
        Rows_DecisionRow: {
            offset: number;
            rows: {
                /** @description The id its subject has now. */
                about: string | null;
                act: string;
                at: string;
                quote: string;
                /** @description `stands`, `moved` or `missing`: whether the text says it where it was decided about. */
                quote_state: string;
                /** Format: int64 */
                seq: number;
                standing: string;
                was: components["schemas"]["WasView"] | null;
                who: string | null;
                why: string | null;
            }[];
            /** @description How many there are in all. */
            total: number;
        };
        /** @description Part of a list. */
        Rows_FindingRow: {
            offset: number;
            rows: {
                decided: string | null;
                hold: string;
                hold_words: string;
                id: string;
                is_sharp: boolean;
                kind: string;
                kind_words: string;
                title: string;
                /** @description `accept`, `reject` or `unsure`. */
                verdict: string | null;
            }[];
            /** @description How many there are in all. */
            total: number;
        };
        /** @description Part of a list. */
        Rows_Hit: {
            offset: number;
            rows: {
                /** @description Of a passage the id of its account. */
                id: string;
                /** @description `passage`, `time`, `figure`, `name`, `quote`, `finding`, `entry` or `question`. */
                kind: string;
                quote: components["schemas"]["QuoteView"] | null;
                title: string;
            }[];
            /** @description How many there are in all. */
            total: number;
        };
        /** @description Part of a list. */
        Rows_LogRow: {
            offset: number;
            rows: {
                /** @description What exactly was done, as it stands in the log. */
                args: Record<string, never>;
                at: string;
                hash: string;
                /** Format: int64 */
                seq: number;
                tool: string;
                verb: string;
                who: string | null;
            }[];
            /** @description How many there are in all. */
            total: number;
        };
        /** @description Part of a list. */
        Rows_OriginalRow: {
            offset: number;
            rows: {
                /** Format: int64 */
                bytes: number;
                /** @description What it came out of: an archive, a message. */
                container: string | null;
                /** @description When it was kept first; RFC 3339, UTC. */
                kept_at: string | null;
                kept_by: string | null;
                /** @description Every name it was added under. */
                names: string[];
                sha256: string;
            }[];
            /** @description How many there are in all. */
            total: number;
        };
        /** @description Part of a list. */
        Rows_QuestionRow: {
            offset: number;
            rows: {
                accounts: number;
                answers: number;
                bounds_words: string;
                conflicts: number;
                /** Format: int64 */
                high: number | null;
                id: string;
                /** Format: int64 */
                low: number | null;
                measure: string;
                measure_words: string;
                roots: number;
                scope: string;
                /** @description "12 to 20 or more". */
                span_words: string;
                title: string;
            }[];
            /** @description How many there are in all. */
            total: number;
        };
        /** @description Part of a list. */
        Rows_SpeakerRow: {
            offset: number;
            rows: {
                /** @description Numbers of the accounts they speak in. */
                accounts: number[];
                count: string;
                name: string;
                roles: string[];
                statements: number;
            }[];
            /** @description How many there are in all. */
            total: number;
        };
        /** @description A run of words that stayed, or that changed in one way. */
        SegmentView: {
            /** @description `same`, or the kind of edit. */
            kind: string;
            text: string;
        };
        /** @description Who one is. */
        Session: {
            /** @description True for a user who logged in, and can log out. */
            is_user: boolean;
            /** @description As the custody log will name them; `null` where no name was given at the start. */
            name: string | null;
            role: components["schemas"]["Role"];
            /** @description When it ends at the latest; `null` with the key of a launch. */
            until: string | null;
        };
        /** @description One decision that a row wishes: what [`WishBody`] is, with where it stands and what it changes. */
        SheetChange: {
            /** @description `accept`, `reject`, `unsure`, `set` or `add`. */
            act: string;
            addition: components["schemas"]["AdditionBody"] | null;
            /** @description `value`, `place`, `measure`, `group` or `speaker`. */
            field: string | null;
            /** @description What is there now. */
            from: string | null;
            /** @description Of the thing; for `add` of its account. */
            id: string;
            /** @description As the spreadsheet counts: the header is row 1. */
            row: number;
            title: string;
            to: string | null;
            why: string | null;
        };
        /** @description Changes that a person wants done; what else was read of each may stand beside it. */
        SheetChanges: {
            changes: components["schemas"]["WishBody"][];
        };
        /** @description What a table that came back wishes. */
        SheetRead: {
            changes: components["schemas"]["SheetChange"][];
            refused: components["schemas"]["SheetRefused"][];
            /** @description Rows with anything in them, without the header. */
            rows_read: number;
            table: string;
            /** @description Rows that wish nothing. */
            unchanged: number;
        };
        /** @description A cell, or a whole row, that wishes nothing that could be done. */
        SheetRefused: {
            /** @description `null` for the whole row. */
            column: string | null;
            row: number;
            text: string;
            why: string;
        };
        /** @description One side of aligned passages. */
        SideView: {
            quote: components["schemas"]["QuoteView"];
            segments: components["schemas"]["SegmentView"][];
        };
        /** @description A speaker in the list. */
        SpeakerRow: {
            /** @description Numbers of the accounts they speak in. */
            accounts: number[];
            count: string;
            name: string;
            roles: string[];
            statements: number;
        };
        /** @description One speaker. */
        SpeakerView: {
            count: string;
            name: string;
            /** @description Roles as the texts give them. */
            roles: string[];
            statements: components["schemas"]["StatementView"][];
        };
        /** @description A passage and whose mouth it is in. */
        SpokenView: {
            chain: string;
            quote: components["schemas"]["QuoteView"];
            speaker: string;
        };
        /** @description One statement. */
        StatementView: {
            /** @description Who added it by hand, where no rule read it. */
            by: string | null;
            chain: string;
            id: string;
            is_distanced: boolean;
            knowing: string | null;
            mode: string;
            mode_words: string;
            quote: components["schemas"]["QuoteView"];
            said: string | null;
        };
        /** @description The state of the workbench. */
        Status: {
            /** @description Who is at work, as the custody log will name them. */
            actor: string | null;
            build: components["schemas"]["BuildStatus"];
            case: components["schemas"]["CaseStatus"] | null;
            counts: components["schemas"]["Counts"] | null;
            diagnostics: components["schemas"]["Note"][];
            more_diagnostics: number;
            recent: components["schemas"]["RecentCase"][];
            redo: string | null;
            /** @description Changes with everything that is derived; `null` before anything is. */
            revision: string | null;
            /** @description What would be taken back, and made again. */
            undo: string | null;
            version: string;
        };
        /** @description The state of the workbench; or that one must log in. */
        StatusAnswer: components["schemas"]["Status"] | components["schemas"]["NeedsLogin"];
        /** @description What became of a document. */
        Taken: {
            diagnostics: components["schemas"]["Note"][];
            documents: number;
            /** @description The hash it is kept under; of an archive the first document in it. */
            original: string | null;
            /** @description `new`, `known` (the same bytes were kept before), or `refused`. */
            outcome: string;
        };
        /** @description Similar wording in several mouths. */
        TalkingPointView: {
            id: string;
            /** @description Speaker and chain with each passage. */
            quotes: components["schemas"]["SpokenView"][];
            why: string[];
            words: string;
        };
        /** @description A run of words under the same marks. */
        TextPiece: {
            /** @description Places in the list of marks. */
            marks: number[];
            /**
             * Format: int32
             * @description In bytes of the reading.
             */
            start: number;
            text: string;
        };
        /** @description A decision about a thing. */
        ThingDecision: {
            act: string;
            at: string;
            /** Format: int64 */
            seq: number;
            standing: string;
            who: string | null;
            why: string | null;
        };
        /** @description A thing that another one leads to. */
        ThingRef: {
            id: string;
            /** @description `time`, `figure`, `name`, `quote`, `claim`, `finding`, `entry`, `question` or `reuse`. */
            kind: string;
            title: string;
        };
        /** @description A thing. */
        ThingView: {
            /** @description What can be decided about it: `accept`, `set:value`, …. */
            can: string[];
            decisions: components["schemas"]["ThingDecision"][];
            id: string;
            kind: string;
            /** @description What was understood: label and value. */
            lines: [
                string,
                string
            ][];
            quotes: components["schemas"]["QuoteView"][];
            stands_on: components["schemas"]["ThingRef"][];
            title: string;
            used_by: components["schemas"]["ThingRef"][];
        };
        /** @description Where the preview is, for a minute's reading. */
        Ticket: {
            bytes: number;
            /** @description All sections there are, in their usual order. */
            sections: string[];
            ticket: string;
        };
        /** @description Two accounts that tell the same facts in other words. */
        TranslationView: {
            /** @description The facts in order, as the one and as the other has them. */
            facts: [
                string,
                string
            ][];
            id: string;
            one: components["schemas"]["AccountRef"];
            other: components["schemas"]["AccountRef"];
            why: string[];
        };
        /** @description What was checked, and what came out. */
        Verified: {
            damages: components["schemas"]["DamageRow"][];
            originals: number;
            quotes: number;
        };
        /** @description Where a quote was. */
        WasView: {
            account: components["schemas"]["AccountRef"] | null;
            /** @description Hash of the original. */
            original: string;
            /** @description Where in it: "¶ 5". */
            place: string | null;
            /**
             * Format: int32
             * @description In bytes of the reading as it was then.
             */
            start: number;
        };
        /** @description What a person wishes to record. */
        WishBody: {
            /** @description `accept`, `reject`, `unsure`, `set`, `merge`, `split` or `withdraw`. */
            act: string;
            addition?: components["schemas"]["AdditionBody"] | null;
            /** @description `value`, `place`, `measure`, `group` or `speaker`. */
            field?: string | null;
            /** @description The id of a time, figure, name, quote, claim, finding or entry; for `withdraw` the number of a decision. */
            id: string;
            to?: string | null;
            why?: string | null;
            with?: string | null;
        };
        /** @description The zone of a case. */
        ZoneBody: {
            /** @description IANA zone of clock times that name none; `null` for none. */
            zone?: string | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type AccountRef = components['schemas']['AccountRef'];
export type AccountView = components['schemas']['AccountView'];
export type AdditionBody = components['schemas']['AdditionBody'];
export type AlignmentView = components['schemas']['AlignmentView'];
export type AnswerView = components['schemas']['AnswerView'];
export type Begun = components['schemas']['Begun'];
export type BlockView = components['schemas']['BlockView'];
export type Bounds = components['schemas']['Bounds'];
export type BoundsMoved = components['schemas']['BoundsMoved'];
export type BuildState = components['schemas']['BuildState'];
export type BuildStatus = components['schemas']['BuildStatus'];
export type CaseStatus = components['schemas']['CaseStatus'];
export type Changed = components['schemas']['Changed'];
export type Chosen = components['schemas']['Chosen'];
export type Chronicle = components['schemas']['Chronicle'];
export type ConflictView = components['schemas']['ConflictView'];
export type Counts = components['schemas']['Counts'];
export type CountView = components['schemas']['CountView'];
export type Credentials = components['schemas']['Credentials'];
export type DamageRow = components['schemas']['DamageRow'];
export type Decided = components['schemas']['Decided'];
export type DecisionRow = components['schemas']['DecisionRow'];
export type EditView = components['schemas']['EditView'];
export type EntityView = components['schemas']['EntityView'];
export type EntryRow = components['schemas']['EntryRow'];
export type EntryView = components['schemas']['EntryView'];
export type FindingView = components['schemas']['FindingView'];
export type FirstScreenView = components['schemas']['FirstScreenView'];
export type GapRow = components['schemas']['GapRow'];
export type HappenedView = components['schemas']['HappenedView'];
export type Hit = components['schemas']['Hit'];
export type Inbox = components['schemas']['Inbox'];
export type KindCount = components['schemas']['KindCount'];
export type LayerView = components['schemas']['LayerView'];
export type Ledger = components['schemas']['Ledger'];
export type Lineage = components['schemas']['Lineage'];
export type LogRow = components['schemas']['LogRow'];
export type Made = components['schemas']['Made'];
export type MarkView = components['schemas']['MarkView'];
export type MeasureCount = components['schemas']['MeasureCount'];
export type MemberView = components['schemas']['MemberView'];
export type MentionView = components['schemas']['MentionView'];
export type MissingView = components['schemas']['MissingView'];
export type NameGroupView = components['schemas']['NameGroupView'];
export type NeedsLogin = components['schemas']['NeedsLogin'];
export type New = components['schemas']['New'];
export type Node = components['schemas']['Node'];
export type Note = components['schemas']['Note'];
export type Open = components['schemas']['Open'];
export type OriginalRow = components['schemas']['OriginalRow'];
export type PairRow = components['schemas']['PairRow'];
export type PairView = components['schemas']['PairView'];
export type PeopleView = components['schemas']['PeopleView'];
export type PieceView = components['schemas']['PieceView'];
export type Point = components['schemas']['Point'];
export type Problem = components['schemas']['Problem'];
export type QuestionDetail = components['schemas']['QuestionDetail'];
export type QuestionView = components['schemas']['QuestionView'];
export type QuoteView = components['schemas']['QuoteView'];
export type ReaderView = components['schemas']['ReaderView'];
export type ReasonView = components['schemas']['ReasonView'];
export type RecentCase = components['schemas']['RecentCase'];
export type Related = components['schemas']['Related'];
export type RelationView = components['schemas']['RelationView'];
export type Role = components['schemas']['Role'];
export type RowsAccountView = components['schemas']['Rows_AccountView'];
export type RowsDecisionRow = components['schemas']['Rows_DecisionRow'];
export type RowsFindingRow = components['schemas']['Rows_FindingRow'];
export type RowsHit = components['schemas']['Rows_Hit'];
export type RowsLogRow = components['schemas']['Rows_LogRow'];
export type RowsOriginalRow = components['schemas']['Rows_OriginalRow'];
export type RowsQuestionRow = components['schemas']['Rows_QuestionRow'];
export type RowsSpeakerRow = components['schemas']['Rows_SpeakerRow'];
export type SegmentView = components['schemas']['SegmentView'];
export type Session = components['schemas']['Session'];
export type SheetChange = components['schemas']['SheetChange'];
export type SheetChanges = components['schemas']['SheetChanges'];
export type SheetRead = components['schemas']['SheetRead'];
export type SheetRefused = components['schemas']['SheetRefused'];
export type SideView = components['schemas']['SideView'];
export type SpeakerRow = components['schemas']['SpeakerRow'];
export type SpeakerView = components['schemas']['SpeakerView'];
export type SpokenView = components['schemas']['SpokenView'];
export type StatementView = components['schemas']['StatementView'];
export type Status = components['schemas']['Status'];
export type StatusAnswer = components['schemas']['StatusAnswer'];
export type Taken = components['schemas']['Taken'];
export type TalkingPointView = components['schemas']['TalkingPointView'];
export type TextPiece = components['schemas']['TextPiece'];
export type ThingDecision = components['schemas']['ThingDecision'];
export type ThingRef = components['schemas']['ThingRef'];
export type ThingView = components['schemas']['ThingView'];
export type Ticket = components['schemas']['Ticket'];
export type TranslationView = components['schemas']['TranslationView'];
export type Verified = components['schemas']['Verified'];
export type WasView = components['schemas']['WasView'];
export type WishBody = components['schemas']['WishBody'];
export type ZoneBody = components['schemas']['ZoneBody'];
export type $defs = Record<string, never>;
export interface operations {
    accounts: {
        parameters: {
            query?: {
                /** @description Most rows to give; 1,000 at most. */
                limit?: number;
                /** @description Rows to leave out at the beginning. */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rows_AccountView"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    text: {
        parameters: {
            query?: {
                /** @description Blocks after it. */
                after?: number;
                /** @description A byte of the reading; the block that holds it is in the window. */
                at?: number;
                /** @description Blocks before that one. */
                before?: number;
                /** @description A block by its number, instead of `at`. */
                from?: number;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReaderView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    close: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
        };
    };
    try_example: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Open"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    new: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["New"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    open: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Open"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    zone: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ZoneBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    entries: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Chronicle"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    entry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    list: {
        parameters: {
            query?: {
                /** @description Most rows to give; 1,000 at most. */
                limit?: number;
                /** @description Rows to leave out at the beginning. */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rows_DecisionRow"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    decide: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WishBody"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Decided"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    add: {
        parameters: {
            query: {
                /** @description A file name, with the folders above it where there are any. */
                name: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": number[];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Taken"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    events: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["Status"];
                };
            };
        };
    };
    log: {
        parameters: {
            query?: {
                /** @description Most rows to give; 1,000 at most. */
                limit?: number;
                /** @description Rows to leave out at the beginning. */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rows_LogRow"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    originals: {
        parameters: {
            query?: {
                /** @description Most rows to give; 1,000 at most. */
                limit?: number;
                /** @description Rows to leave out at the beginning. */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rows_OriginalRow"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    findings: {
        parameters: {
            query?: {
                /** @description `always`, `on-reading` or `possible`. */
                hold?: string;
                /** @description Kebab-case; all when absent. */
                kind?: string;
                limit?: number;
                offset?: number;
                /** @description Words that must stand in its title. */
                q?: string;
                /** @description `open` (nobody judged it), `decided`, or `all`. */
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Inbox"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    finding: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    first: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FirstScreenView"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    lineage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Lineage"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    pair: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PairView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    original: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                sha256: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": number[];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    people: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PeopleView"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    questions: {
        parameters: {
            query?: {
                limit?: number;
                /** @description A key of the measure lexicon, such as `killed`. */
                measure?: string;
                offset?: number;
                /** @description Words that must stand in title or scope. */
                q?: string;
                /** @description `contested` (two answers or more), `conflict`, or `all`. */
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ledger"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    question: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuestionDetail"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    redo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Decided"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    preview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Chosen"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Ticket"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    release: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Chosen"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": number[];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    search: {
        parameters: {
            query?: {
                /** @description `accounts` (their texts), `claims` (what was read in them), `findings` (what was made of it), or `all`. */
                in?: string;
                limit?: number;
                offset?: number;
                /** @description Words; all must occur, in any form. The last may be unfinished. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rows_Hit"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    who: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    enter: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Credentials"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Begun"];
                };
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description too many failures; `Retry-After` says how many seconds to wait */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    leave: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    status: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StatusAnswer"];
                };
            };
        };
    };
    file: {
        parameters: {
            query?: {
                /** @description Of findings. */
                hold?: string;
                /** @description Of findings. */
                kind?: string;
                /** @description Of questions and figures. */
                measure?: string;
                /** @description Words that must stand in the row. */
                q?: string;
                /** @description Of findings and questions. */
                state?: string;
            };
            header?: never;
            path: {
                /** @description `accounts`, `chronicle`, `decisions`, `figures`, `findings`, `lineage`, `log`, `names`, `originals`, `questions`, `quotes` or `times`, with `.csv`, `.tsv` or `.xlsx` */
                file: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": number[];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    apply: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SheetChanges"];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Decided"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    read: {
        parameters: {
            query?: {
                /** @description `figures`, `findings`, …; its columns tell it where it is not named. */
                name?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": number[];
            };
        };
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SheetRead"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    thing: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ThingView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    undo: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Decided"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    verify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Verified"];
                };
            };
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    voices: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Words of the name or of a role. */
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rows_SpeakerRow"];
                };
            };
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    voice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SpeakerView"];
                };
            };
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
